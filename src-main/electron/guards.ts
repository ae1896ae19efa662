import type { Session, WebContents } from 'electron';
import { isExportUrl, isOwnUrl, SCHEME } from './scheme.ts';

/** Everything that could load something from elsewhere. */
const FOREIGN = ['http', 'https', 'ws', 'wss', 'ftp', 'file'].map((scheme) => `${scheme}://*/*`);

/** Whether the system may be asked to open a link: of the web, or of mail (READ-8). */
export function isExternalLink(address: string): boolean {
  return URL.canParse(address) && /^(?:https?|mailto):$/.test(new URL(address).protocol);
}

/**
 * Denies every permission, every request that is not of our own scheme, and every download but of an
 * exported archive, for which the system asks where to save it (SAFE-1, SAFE-5).
 */
export function guardSession(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'webRequest'
    | 'on'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest({ urls: FOREIGN }, (details, answer) =>
    answer({ cancel: !details.url.startsWith(`${SCHEME}:`) }),
  );
  session.on('will-download', (event, item) => {
    if (!isExportUrl(item.getURL())) event.preventDefault();
  });
}

/**
 * Keeps a window on our own page: no navigation, no window of a page's making, no webview. A link
 * of the web goes to the system's browser; one of our own page opens a window of the shell's making.
 */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  openExternal: (url: string) => void,
  openOwn: (url: string) => void,
): void {
  const offer = (url: string) => {
    if (isExternalLink(url)) openExternal(url);
  };
  contents.on('will-navigate', (event) => {
    if (isOwnUrl(event.url)) return;
    event.preventDefault();
    offer(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isOwnUrl(url)) openOwn(url);
    else offer(url);
    return { action: 'deny' };
  });
}
