import { expect, test } from 'vitest';
import { menuModel } from '../../src-shared/menu.ts';
import { acceleratorOf } from './accelerator.ts';
import type { Action } from './actions.ts';
import { CONTEXT_MENUS, MENUS, type MenuPlan, resolveMenu } from './menu-model.ts';
import { modelOf } from './native-menu.ts';

const action = (id: string, rest: Partial<Action> = {}): Action => ({
  id,
  title: id,
  keys: [],
  scope: 'app',
  run: () => undefined,
  ...rest,
});
const all = { has: () => true, enabled: () => true };
const told = (plan: MenuPlan, ...ids: string[]) =>
  resolveMenu(
    plan,
    ids.map((id) => action(id)),
    all,
  ).map((section) =>
    section.map((entry) =>
      entry.kind === 'action'
        ? entry.action.id
        : [entry.title, ...entry.entries.map((one) => one.kind === 'action' && one.action.id)],
    ),
  );

test('[ACC-1] a menu shows what is registered, in the order planned, and no empty section', () => {
  const plan: MenuPlan = [['b', 'a'], ['none'], [{ title: 'More', entries: ['c.*', 'a'] }, 'c.1']];
  expect(told(plan, 'a', 'c.1', 'b', 'c.2', 'c.3')).toEqual([
    ['b', 'a'],
    [['More', 'c.2', 'c.3'], 'c.1'],
  ]);
  expect(told(plan, 'x')).toEqual([]);
});

test('[ACC-1] an action stands once in each menu', () => {
  for (const plan of [...MENUS.map((menu) => menu.plan), ...Object.values(CONTEXT_MENUS)]) {
    const named = plan.flat().flatMap((one) => (typeof one === 'string' ? one : one.entries));
    expect(new Set(named).size).toBe(named.length);
  }
});

test('[ACC-1] the system is told menus that it takes', () => {
  const entry = (id: string, keys: string[]) => ({
    kind: 'action' as const,
    action: action(id, { keys }),
    enabled: false,
  });
  const sections = [
    [
      entry('a', ['Mod+Shift+K']),
      { kind: 'submenu' as const, title: 'S', entries: [entry('b', [])] },
    ],
  ];
  const model = modelOf([{ id: 'file', title: 'File', sections }], false);
  expect(menuModel.parse(model)).toEqual(model);
  expect(model.menus[0]?.sections[0]?.[0]).toMatchObject({ accelerator: 'CmdOrCtrl+Shift+K' });
});

test('[ACC-1] keys are told to the system where it can write them', () => {
  const write = (keys: string, mac = false) => acceleratorOf(keys, mac);
  expect(write('Mod+K')).toBe('CmdOrCtrl+K');
  expect(write('Alt+ArrowUp')).toBe('Alt+Up');
  expect(write('Mod++')).toBe('CmdOrCtrl+Plus');
  expect(write('j')).toBe('J');
  expect(write('g g')).toBeNull();
  expect(write('ö')).toBeNull();
  expect(acceleratorOf(undefined, false)).toBeNull();
  expect(write('j', true)).toBeNull();
  expect(write('Mod+Z', true)).toBeNull();
  expect(write('F2', true)).toBe('F2');
});
