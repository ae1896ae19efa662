import { beforeAll, expect, test, vi } from 'vitest';
import type { WindowIdentity, WindowWorld } from './window-identity.ts';

let identify: (world: WindowWorld) => Promise<WindowIdentity>;

beforeAll(async () => {
  vi.stubGlobal('location', new URL('http://127.0.0.1:8000/'));
  ({ identify } = await import('./window-identity.ts'));
});

/** A machine with pages that live, and windows that the core remembers. */
function machine(remembered: readonly string[]) {
  const held = new Set<string>();
  let made = 0;
  const open = (page: { asked?: string; before?: string } = {}) =>
    identify({
      asked: page.asked ?? null,
      before: page.before ?? null,
      hold: async (id) => !held.has(id) && held.add(id) !== undefined,
      isAlone: async () => held.size === 0,
      remembered: async () => remembered,
      makeId: () => `made-${++made}`,
    });
  return { open, close: (id: string) => held.delete(id) };
}

test('[READ-1] the first window is the one that was used last, a further one is new', async () => {
  const { open } = machine(['late', 'early']);
  expect(await open()).toEqual({ id: 'late', like: null });
  expect(await open()).toEqual({ id: 'made-1', like: null });
  expect(await machine([]).open()).toEqual({ id: 'made-1', like: null });
});

test('[READ-1] a page that is loaded again stays its window, a duplicate begins as a copy', async () => {
  const { open, close } = machine(['a', 'b']);
  const first = await open();
  expect(await open({ before: first.id })).toEqual({ id: 'made-1', like: first.id });
  close(first.id);
  expect(await open({ before: first.id })).toEqual({ id: first.id, like: null });
});

test('[READ-1] a window that is asked for by its id is that one, whatever is remembered', async () => {
  const { open } = machine(['a', 'b']);
  expect(await open({ asked: 'b' })).toEqual({ id: 'b', like: null });
  expect(await open({ asked: 'new', before: 'a' })).toEqual({ id: 'new', like: null });
});
