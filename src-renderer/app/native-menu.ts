import type { MenuAct, MenuModel } from '../../src-shared/menu.ts';
import { createThrottle } from '../ui/throttle.ts';
import { acceleratorOf } from './accelerator.ts';
import { type Action, registry } from './actions.ts';
import { type MenuEntry, type ShownMenu, shownMenus } from './menu-model.ts';
import { isMac } from './platform.ts';
import { t } from './texts/index.ts';

/** Whether the system shows the program's menu. */
export const hasNativeMenu = (): boolean => window.offprintShell !== undefined;

/** The menus as the shell is told them. */
export function modelOf(menus: readonly ShownMenu[], mac: boolean): MenuModel {
  return {
    menus: menus.map(({ id, title, sections }) => ({
      id,
      title,
      sections: sections.map((section) => section.map((entry) => entryOf(entry, mac))),
    })),
    labels: t.menus.labels,
  };
}

function entryOf(entry: MenuEntry, mac: boolean): MenuModel['menus'][number]['sections'][0][0] {
  if (entry.kind === 'action') return actOf(entry.action, entry.enabled, mac);
  const entries = entry.entries.flatMap((inner) =>
    inner.kind === 'action' ? [actOf(inner.action, inner.enabled, mac)] : [],
  );
  return { kind: 'submenu', title: entry.title, entries };
}

function actOf({ id, title, keys }: Action, enabled: boolean, mac: boolean): MenuAct {
  return { kind: 'action', id, title, accelerator: acceleratorOf(keys[0], mac), enabled };
}

/** Actions change with every step through a list; the menu follows when there is a moment. */
const MENU_THROTTLE_MS = 250;

/** Keeps the application menu of the shell as the registry is, and does what is chosen in it. */
export function keepNativeMenu(): void {
  const shell = window.offprintShell;
  if (!shell) return;
  let told = '';
  const tell = createThrottle(MENU_THROTTLE_MS, () => {
    const model = modelOf(shownMenus(), isMac);
    const now = JSON.stringify(model);
    if (now === told) return;
    told = now;
    shell.setMenu(model);
  });
  registry.subscribe(tell);
  // Whether an act can be done is asked, not told: what the user does may have changed it.
  window.addEventListener('focusin', tell);
  window.addEventListener('message', ({ source, data }) => {
    if (source === window && data?.type === 'offprint:menu-act' && typeof data.id === 'string')
      registry.run(data.id);
  });
  tell();
}
