import type { IpcMainEvent, MessageChannelMain, MessagePortMain } from 'electron';
import { isOwnUrl } from './scheme.ts';

/** The renderer asks for a port on this channel, and gets it on the other. */
export const REQUEST_PORT = 'offprint:request-port';
export const PORT = 'offprint:port';

/** The page says on this channel what its menu is, and hears on the other which act is wanted. */
export const MENU = 'offprint:menu';
export const MENU_ACT = 'offprint:menu-act';

/** Whether a message comes from the main frame of one of our windows, showing our page (SAFE-1). */
export function isOwnMainFrame(
  event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>,
  isOwnWindow: (sender: IpcMainEvent['sender']) => boolean,
): boolean {
  const frame = event.senderFrame;
  // A frame that navigated or went away since it sent is null.
  if (frame === null || frame.parent !== null || frame !== event.sender.mainFrame) return false;
  return isOwnUrl(frame.url) && isOwnWindow(event.sender);
}

/** Answers a window's request for a way to the core: the window and the core talk by themselves. */
export function brokerPort(
  event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>,
  isOwnWindow: (sender: IpcMainEvent['sender']) => boolean,
  makeChannel: () => MessageChannelMain,
  connect: (port: MessagePortMain) => void,
): void {
  if (!isOwnMainFrame(event, isOwnWindow)) return;
  const { port1, port2 } = makeChannel();
  connect(port1);
  event.senderFrame?.postMessage(PORT, null, [port2]);
}
