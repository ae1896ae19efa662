import { expect, test } from 'vitest';
import { canUndo, forgetActsOn, pushUndo, undoLast } from './undo.ts';

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

test('[LIB-3] acts on what is gone for ever are not taken back', () => {
  const log: string[] = [];
  pushUndo({ title: 'star', subjects: ['arxiv:1'], undo: () => log.push('star') });
  pushUndo({ title: 'sort', undo: () => log.push('sort') });
  pushUndo({ title: 'remove', subjects: ['arxiv:2', 'arxiv:1'], undo: () => log.push('remove') });
  forgetActsOn(['arxiv:1']);
  undoLast();
  undoLast();
  expect(log).toEqual(['sort']);
});
