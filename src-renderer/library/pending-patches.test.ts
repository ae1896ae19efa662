import { expect, test } from 'vitest';
import { addAsked, addPending, withPending } from './pending-patches.ts';

const told = { id: 'arxiv:1', starred: false, status: 'new' as const };

test('[LIB-4] what the core tells late does not hide what the user has said since', () => {
  const starred = addPending(['arxiv:1'], { starred: true });
  const unstarred = addPending(['arxiv:1'], { starred: false });
  const read = addPending(['arxiv:1'], { status: 'read' });
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

test('[FILE-1] a PDF that was asked for is queued, though an older answer comes after', () => {
  const paper = { id: 'c', pdf: { state: 'none', pages: null } };
  const answered = addAsked('c');
  expect(withPending(paper as never)).toEqual({ id: 'c', pdf: { state: 'queued', pages: null } });
  expect(withPending({ id: 'c', pdfState: 'failed' } as never)).toMatchObject({
    pdfState: 'queued',
  });
  const stored = { id: 'c', pdf: { state: 'stored', pages: 3 } };
  expect(withPending(stored as never)).toEqual(stored);
  answered();
  expect(withPending(paper as never)).toBe(paper);
});
