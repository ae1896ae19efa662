import type { MenuItemConstructorOptions } from 'electron';
import type { MenuAct, MenuModel } from '../../src-shared/menu.ts';
import { electronTexts } from './texts.ts';

/** What the menu does of its own. */
export type MenuActs = {
  openWindow(): void;
  /** Does an act of the interface in the window in front. */
  run(id: string): void;
};

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The application menu before the interface has said what it can do: the system's standard entries,
 * and a new window.
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  openWindow: () => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    label: electronTexts.file,
    submenu: [
      { label: electronTexts.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
      SEPARATOR,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: electronTexts.view,
    submenu: [
      { role: 'reload' },
      { role: 'toggleDevTools' },
      SEPARATOR,
      { role: 'togglefullscreen' },
    ],
  };
  const first: MenuItemConstructorOptions[] = mac ? [{ role: 'appMenu' }] : [];
  return [...first, file, { role: 'editMenu' }, view, { role: 'windowMenu' }];
}

/** The application menu as the interface wants it, with what the system does by itself. */
export function menuOfModel(
  platform: NodeJS.Platform,
  model: MenuModel,
  acts: MenuActs,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const standard = standardEntries(mac, model.labels, acts);
  const menus = model.menus.map(({ id, title, sections }): MenuItemConstructorOptions => {
    const own = sections.map((section) => section.map((entry) => itemOf(entry, acts)));
    const all = [...(standard.before[id] ?? []), ...own, ...(standard.after[id] ?? [])];
    return { label: title, submenu: inSections(all) };
  });
  const windows: MenuItemConstructorOptions = { role: 'windowMenu', label: model.labels.window };
  const help = model.menus.findIndex(({ id }) => id === 'help');
  menus.splice(help < 0 ? menus.length : help, 0, windows);
  return mac ? [{ role: 'appMenu' }, ...menus] : menus;
}

type Sections = Readonly<Record<string, MenuItemConstructorOptions[][]>>;

/** What stands in the menus whatever the interface says: text fields need the editing entries. */
function standardEntries(
  mac: boolean,
  labels: MenuModel['labels'],
  { openWindow }: MenuActs,
): { before: Sections; after: Sections } {
  const newWindow = {
    label: labels.newWindow,
    accelerator: 'CmdOrCtrl+Shift+N',
    click: openWindow,
  };
  // Undo in a text field is the system's on a Mac; elsewhere the page does it by itself.
  const typing: MenuItemConstructorOptions[] = mac
    ? [
        { role: 'undo', label: labels.undo, visible: false },
        { role: 'redo', label: labels.redo, visible: false },
      ]
    : [];
  return {
    before: { file: [[newWindow]] },
    after: {
      file: [[mac ? { role: 'close', label: labels.close } : { role: 'quit', label: labels.quit }]],
      edit: [
        [
          ...typing,
          { role: 'cut', label: labels.cut },
          { role: 'copy', label: labels.copy },
          { role: 'paste', label: labels.paste },
          { role: 'selectAll', label: labels.selectAll },
        ],
      ],
      view: [
        [
          { role: 'reload', label: labels.reload },
          { role: 'toggleDevTools', label: labels.developerTools },
          { role: 'togglefullscreen', label: labels.fullScreen },
        ],
      ],
    },
  };
}

function inSections(
  sections: readonly (readonly MenuItemConstructorOptions[])[],
): MenuItemConstructorOptions[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index) => (index === 0 ? section : [SEPARATOR, ...section]));
}

type Entry = MenuModel['menus'][number]['sections'][number][number];

function itemOf(entry: Entry, acts: MenuActs): MenuItemConstructorOptions {
  if (entry.kind === 'action') return actOf(entry, acts);
  const submenu = entry.entries.map((inner) => actOf(inner, acts));
  return { label: asLabel(entry.title), submenu };
}

function actOf({ id, title, accelerator, enabled }: MenuAct, acts: MenuActs) {
  return {
    id,
    label: asLabel(title),
    enabled,
    click: () => acts.run(id),
    // The page hears its keys itself: they are shown here, not taken.
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
  };
}

/** An ampersand in a label would underline what comes after it. */
const asLabel = (title: string): string => title.replaceAll('&', '&&');
