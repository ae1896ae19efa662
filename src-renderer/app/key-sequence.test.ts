import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Action, ActionRegistry, conflictsOf } from './actions.ts';
import { KeySequence, NEXT_KEY_MS } from './key-sequence.ts';
import type { KeyPress } from './keys.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const press = (key: string): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: key !== key.toLowerCase(),
});

/** A registry whose actions tell when they are done; each is named by its keys. */
function typed(...keys: string[]) {
  const done: string[] = [];
  const registry = new ActionRegistry();
  const actions: Action[] = keys.map((one) => ({
    id: one,
    title: one,
    keys: [one],
    scope: 'app',
    run: () => void done.push(one),
  }));
  registry.put(Symbol(), actions);
  const sequence = new KeySequence({
    match: (presses) => registry.forKeys(presses, false),
    run: ({ id }) => registry.run(id),
  });
  const type = (text: string): boolean[] => [...text].map((key) => sequence.press(press(key)));
  return { type, done, sequence, registry };
}

test('[ACC-1] keys that follow each other do one act', () => {
  const { type, done } = typed('g g', 'g t', 'Shift+G', 'j');
  expect(type('ggjGgt')).toEqual([true, true, true, true, true, true]);
  expect(done).toEqual(['g g', 'j', 'Shift+G', 'g t']);
});

test('[ACC-1] a key that no other follows is forgotten, and the next one counts by itself', () => {
  const { type, done } = typed('g g', 'j');
  expect(type('gj')).toEqual([true, true]);
  expect(done).toEqual(['j']);
  type('g');
  vi.advanceTimersByTime(NEXT_KEY_MS);
  type('g');
  expect(done).toEqual(['j']);
  expect(type('x')).toEqual([true]);
  expect(type('x')).toEqual([false]);
});

test('[ACC-1] a key that begins others waits for them, then does its own act', () => {
  const { type, done } = typed('g', 'g g', 'j');
  type('g');
  expect(done).toEqual([]);
  vi.advanceTimersByTime(NEXT_KEY_MS);
  expect(done).toEqual(['g']);
  type('gg');
  expect(done).toEqual(['g', 'g g']);
  type('gj');
  expect(done).toEqual(['g', 'g g', 'g', 'j']);
});

test('[ACC-1] what was begun is dropped where the focus went elsewhere', () => {
  const { type, done, sequence } = typed('g g');
  type('g');
  sequence.reset();
  type('g');
  expect(done).toEqual([]);
});

test('[ACC-1] changed keys take the place of the usual ones, and none are none', () => {
  const { type, done, registry } = typed('j', 'k');
  registry.setKeys({ j: ['n', 'm m'], k: [] });
  type('jknmm');
  expect(done).toEqual(['j', 'j']);
  expect(registry.all.map(({ keys }) => keys)).toEqual([['n', 'm m'], []]);
  expect(registry.usualKeys('j')).toEqual(['j']);
  expect(registry.keyOf('j')).toBe('n');
  registry.setKeys({});
  type('j');
  expect(done).toEqual(['j', 'j', 'j']);
});

test('[ACC-1] an action that is gone is still known, with its keys, and cannot be done', () => {
  const { registry } = typed('j');
  const later: Action = { id: 'later', title: 'later', keys: ['l'], scope: 'reader', run: vi.fn() };
  registry.declare([later]);
  registry.setKeys({ later: ['m'] });
  expect(registry.known.map(({ id, keys }) => [id, keys])).toEqual([
    ['j', ['j']],
    ['later', ['m']],
  ]);
  expect(registry.all.map(({ id }) => id)).toEqual(['j']);
  expect(registry.known.every((action) => registry.isAvailable(action))).toBe(false);
});

test('[ACC-1] a conflict names the other act where both can be used and a key was changed', () => {
  const action = (id: string, scope: Action['scope'], ...keys: string[]): Action => ({
    id,
    title: id,
    keys,
    scope,
    run: () => undefined,
  });
  const all = [
    action('star', 'library', 's'),
    action('page', 'reader', 's'),
    action('find', 'app', 'S'),
    action('again', 'library', 's'),
    action('go', 'library', 's t'),
  ];
  const told = (id: string, changed: readonly string[]) =>
    conflictsOf(all.find((one) => one.id === id)!, all, (one) => changed.includes(one.id)).map(
      ({ other, longer }) => [other.id, longer],
    );
  expect(told('star', [])).toEqual([]);
  expect(told('star', ['star'])).toEqual([
    ['find', null],
    ['again', null],
    ['go', 's t'],
  ]);
  expect(told('page', ['find'])).toEqual([['find', null]]);
});
