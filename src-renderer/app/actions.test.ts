import { expect, test, vi } from 'vitest';
import { type Action, ActionRegistry } from './actions.ts';
import type { KeyPress } from './keys.ts';

const action = (id: string, rest: Partial<Action> = {}): Action => ({
  id,
  title: id,
  keys: [],
  scope: 'app',
  run: () => undefined,
  ...rest,
});
const press = (key: string): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
});
const ids = (actions: readonly Action[]) => actions.map(({ id }) => id);

test('[ACC-1] only what can be done now is offered, by place and condition', () => {
  const registry = new ActionRegistry();
  let can = false;
  registry.put(Symbol(), [
    action('app'),
    action('list', { scope: 'library' }),
    action('page', { scope: 'reader' }),
    action('sometimes', { when: () => can }),
  ]);
  expect(ids(registry.available())).toEqual(['app', 'list']);
  registry.setFront('reader');
  can = true;
  expect(ids(registry.available())).toEqual(['app', 'page', 'sometimes']);
});

test('[ACC-1] an act is done by its id, and not where it cannot be', () => {
  const registry = new ActionRegistry();
  const run = vi.fn();
  registry.put(Symbol(), [action('go', { run }), action('no', { run, when: () => false })]);
  expect(registry.run('go')).toBe(true);
  expect(registry.run('no')).toBe(false);
  expect(registry.run('unknown')).toBe(false);
  expect(run).toHaveBeenCalledTimes(1);
});

test('[ACC-1] a key goes to the part in front before the program', () => {
  const registry = new ActionRegistry();
  registry.put(Symbol(), [action('star', { scope: 'library', keys: ['s'] })]);
  registry.put(Symbol(), [action('search', { keys: ['s'] }), action('help', { keys: ['?'] })]);
  expect(registry.forKey(press('s'), false)?.id).toBe('star');
  registry.setFront('reader');
  expect(registry.forKey(press('s'), false)?.id).toBe('search');
  expect(registry.forKey(press('x'), false)).toBeUndefined();
});

test('[ACC-1] a group keeps its place while its actions change, and goes with its component', () => {
  const registry = new ActionRegistry();
  const [first, second] = [Symbol(), Symbol()];
  registry.put(first, [action('a', { title: 'old' })]);
  registry.put(second, [action('b')]);
  registry.put(first, [action('a', { title: 'new' })]);
  expect(registry.all.map(({ title }) => title)).toEqual(['new', 'b']);
  registry.remove(first);
  expect(ids(registry.all)).toEqual(['b']);
});

test('[ACC-1] whoever lists the actions hears of a change', () => {
  const registry = new ActionRegistry();
  const listener = vi.fn();
  const stop = registry.subscribe(listener);
  registry.put(Symbol(), [action('a')]);
  registry.setFront('reader');
  stop();
  registry.put(Symbol(), [action('b')]);
  expect(listener).toHaveBeenCalledTimes(2);
});
