import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Draft } from './draft.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('[MARK-4] sends a comment once when the typing rests, as it was last', () => {
  const sent: string[] = [];
  const draft = new Draft((text) => sent.push(text));
  for (const text of ['C', 'Co', 'Com']) {
    draft.type(text);
    vi.advanceTimersByTime(100);
  }
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual(['Com']);
});

it('[MARK-4] loses nothing when the field goes away while words wait, and sends them once', () => {
  const sent: string[] = [];
  const draft = new Draft((text) => sent.push(text));
  draft.type('half a tho');
  draft.flush();
  expect(sent).toEqual(['half a tho']);
  draft.flush();
  vi.advanceTimersByTime(5000);
  expect(sent).toEqual(['half a tho']);
  draft.type('');
  draft.flush();
  expect(sent).toEqual(['half a tho', '']);
});
