import { expect, test } from 'vitest';
import { addPending, withPending } from './pending-patches.ts';

const told = { id: 'arxiv:1', starred: false, status: 'new' as const };

test('[LIB-4] what the core tells late does not hide what the user has said since', () => {
  const starred = addPending('arxiv:1', { starred: true });
  const unstarred = addPending('arxiv:1', { starred: false });
  const read = addPending('arxiv:1', { status: 'read' });
  expect(withPending({ ...told, starred: true })).toEqual({ ...told, status: 'read' });
  unstarred();
  expect(withPending(told)).toEqual({ ...told, starred: true, status: 'read' });
  starred();
  read();
  expect(withPending(told)).toBe(told);
});

test('[LIB-4] what was said of one paper is not said of another', () => {
  const done = addPending('arxiv:2', { starred: true });
  expect(withPending(told)).toBe(told);
  done();
});
