import type { MenuItemConstructorOptions } from 'electron';
import { electronTexts } from './texts.ts';

/** The application menu: the system's standard entries, and a new window. */
export function menuTemplate(
  platform: NodeJS.Platform,
  openWindow: () => void,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    label: electronTexts.file,
    submenu: [
      { label: electronTexts.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: openWindow },
      { type: 'separator' },
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: electronTexts.view,
    submenu: [
      { role: 'reload' },
      { role: 'toggleDevTools' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  const first: MenuItemConstructorOptions[] = mac ? [{ role: 'appMenu' }] : [];
  return [...first, file, { role: 'editMenu' }, view, { role: 'windowMenu' }];
}
