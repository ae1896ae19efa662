import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import type { MenuModel } from '../../src-shared/menu.ts';
import { createPageMenu } from './page-menu.ts';
import { MENU_ACT } from './ports.ts';
import { ContentsStandIn, FrameStandIn } from './stand-in.ts';

const act = (id: string, rest: object = {}) => ({
  kind: 'action' as const,
  id,
  title: id,
  accelerator: null,
  enabled: true,
  ...rest,
});
const labels = Object.fromEntries(
  [
    'newWindow',
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectAll',
    'reload',
    'developerTools',
    'fullScreen',
    'window',
    'minimize',
    'close',
    'quit',
  ].map((name) => [name, `the ${name}`]),
) as MenuModel['labels'];
const model: MenuModel = {
  menus: [
    { id: 'file', title: 'Datei', sections: [[act('app.import', { title: 'Text & Bild' })]] },
    {
      id: 'edit',
      title: 'Bearbeiten',
      sections: [[act('app.undo', { accelerator: 'CmdOrCtrl+Z', enabled: false })]],
    },
    {
      id: 'view',
      title: 'Ansicht',
      sections: [[{ kind: 'submenu', title: 'Sortieren', entries: [act('library.sort.title')] }]],
    },
    { id: 'help', title: 'Hilfe', sections: [] },
  ],
  labels,
};

let shown: MenuItemConstructorOptions[][];
let page: ContentsStandIn;
let other: ContentsStandIn;
let focused: ContentsStandIn | null;
beforeEach(() => {
  shown = [];
  page = new ContentsStandIn();
  other = new ContentsStandIn();
  focused = null;
});

function menuOn(platform: NodeJS.Platform = 'linux') {
  const windows = [page, other].map((webContents) => ({ webContents }));
  return createPageMenu({
    platform,
    windows: () => windows as never,
    focused: () => (windows.find(({ webContents }) => webContents === focused) ?? null) as never,
    openWindow: () => void shown.push([{ label: 'a window was opened' }]),
    show: (template) => void shown.push(template),
  });
}
const eventOf = (sender: ContentsStandIn, senderFrame: unknown = sender.mainFrame) =>
  ({ sender, senderFrame }) as never;
const submenu = (item: MenuItemConstructorOptions | undefined) =>
  (item?.submenu ?? []) as MenuItemConstructorOptions[];
const find = (items: readonly MenuItemConstructorOptions[], id: string) =>
  items.flatMap((item) => [item, ...submenu(item)]).find((item) => item.id === id);

test('[ACC-1] the menu is the page’s, with what the system does by itself', () => {
  menuOn().take(eventOf(page), model);
  const [template] = shown;
  expect(template?.map(({ label }) => label)).toEqual([
    'Datei',
    'Bearbeiten',
    'Ansicht',
    'the window',
    'Hilfe',
  ]);
  const [file, edit, view] = template ?? [];
  expect(submenu(file).map(({ label, type }) => type ?? label)).toEqual([
    'the newWindow',
    'separator',
    'Text && Bild',
    'separator',
    'the quit',
  ]);
  expect(submenu(edit).map(({ role }) => role)).toEqual(
    expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll']),
  );
  expect(submenu(view).map(({ role }) => role)).toContain('togglefullscreen');
});

test('[ACC-1] the page hears its keys itself: the menu shows them and takes none', () => {
  menuOn().take(eventOf(page), model);
  const undo = find(submenu(shown[0]?.[1]), 'app.undo');
  expect(undo).toMatchObject({
    accelerator: 'CmdOrCtrl+Z',
    registerAccelerator: false,
    enabled: false,
  });
});

test('[ACC-1] an entry does its act in the page whose menu it is', () => {
  menuOn().take(eventOf(page), model);
  const sort = find(submenu(shown[0]?.[2]), 'library.sort.title');
  (sort!.click as unknown as () => void)();
  expect(page.sent).toEqual([{ channel: MENU_ACT, message: 'library.sort.title' }]);
  expect(other.sent).toEqual([]);
});

test('[ACC-1] the menu is of the window in front', () => {
  const menu = menuOn();
  focused = other;
  menu.take(eventOf(page), model);
  expect(shown).toEqual([]);
  menu.focus({ webContents: page } as never);
  expect(shown).toHaveLength(1);
  menu.focus({ webContents: other } as never);
  expect(shown).toHaveLength(1);
});

test('[SAFE-1] a menu from elsewhere, or that is none, is let fall', () => {
  const menu = menuOn();
  menu.take(eventOf(new ContentsStandIn()), model);
  menu.take(eventOf(page, new FrameStandIn('https://evil.example/', null)), model);
  menu.take(eventOf(page, null), model);
  for (const wrong of [
    null,
    'menu',
    { ...model, labels: {} },
    { ...model, menus: [{ id: 'evil', title: 'x', sections: [] }] },
    { ...model, menus: [{ ...model.menus[0], sections: [[{ kind: 'role', role: 'quit' }]] }] },
    { ...model, menus: [{ ...model.menus[0], sections: [[act('a', { accelerator: 'ü+\n' })]] }] },
    { ...model, menus: Array.from({ length: 50 }, () => model.menus[0]) },
  ])
    menu.take(eventOf(page), wrong);
  expect(shown).toEqual([]);
});

test('on a Mac text fields keep undo, and the program its own menu', () => {
  menuOn('darwin').take(eventOf(page), model);
  const [template] = shown;
  expect(template?.[0]?.role).toBe('appMenu');
  const typing = submenu(template?.[2]).filter(({ role }) => role === 'undo' || role === 'redo');
  expect(typing.map(({ visible }) => visible)).toEqual([false, false]);
  expect(submenu(template?.[1]).map(({ role }) => role)).toContain('close');
});
