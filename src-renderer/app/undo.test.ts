import { expect, test } from 'vitest';
import { canUndo, pushUndo, undoLast } from './undo.ts';

test('[LIB-3] acts are taken back in reverse', () => {
  const log: string[] = [];
  pushUndo({ title: 'first', undo: () => log.push('first') });
  pushUndo({ title: 'second', undo: () => log.push('second') });
  expect(canUndo()).toBe(true);
  expect(undoLast()?.title).toBe('second');
  undoLast();
  expect(log).toEqual(['second', 'first']);
  expect(canUndo()).toBe(false);
  expect(undoLast()).toBeUndefined();
});
