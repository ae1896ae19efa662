import type { BrowserWindow, IpcMainEvent, MenuItemConstructorOptions } from 'electron';
import { type MenuModel, menuModel } from '../../src-shared/menu.ts';
import { menuOfModel } from './menu.ts';
import { isOwnMainFrame, MENU_ACT } from './ports.ts';

/** What the menu needs of the system around it. */
export type PageMenuParts = {
  platform: NodeJS.Platform;
  windows(): readonly BrowserWindow[];
  focused(): BrowserWindow | null;
  openWindow(): void;
  /** Shows a menu; rejects, by throwing, what the system cannot show. */
  show(template: MenuItemConstructorOptions[]): void;
};

/** Shows as the application menu what the page of the window in front says. */
export function createPageMenu(parts: PageMenuParts) {
  const models = new WeakMap<IpcMainEvent['sender'], MenuModel>();
  const showFor = (sender: IpcMainEvent['sender']): void => {
    const model = models.get(sender);
    if (!model) return;
    const run = (id: string): void => sender.send(MENU_ACT, id);
    parts.show(menuOfModel(parts.platform, model, { openWindow: () => parts.openWindow(), run }));
  };
  const isOwn = (sender: IpcMainEvent['sender']): boolean =>
    parts.windows().some((window) => window.webContents === sender);
  return {
    /** Takes a page's menu; what does not come from our page, or is no menu, is let fall. */
    take(event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>, sent: unknown): void {
      if (!isOwnMainFrame(event, isOwn)) return;
      const model = menuModel.safeParse(sent);
      if (!model.success) return;
      models.set(event.sender, model.data);
      const front = parts.focused();
      if (front === null || front.webContents === event.sender) showFor(event.sender);
    },
    /** Shows the menu of the window that has come to the front. */
    focus: (window: BrowserWindow): void => showFor(window.webContents),
  };
}
