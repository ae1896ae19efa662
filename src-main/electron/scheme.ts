import type { CustomScheme } from 'electron';

/** The scheme that serves the interface and the PDFs inside Electron. */
export const SCHEME = 'offprint-app';

const HOST = 'interface';

/** The page of every window. */
export const INTERFACE_URL = `${SCHEME}://${HOST}/`;

/** Registered before the app is ready. Standard and secure, so that it has an origin of its own. */
export const PRIVILEGED: CustomScheme = {
  scheme: SCHEME,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    codeCache: true,
  },
};

/** Whether an address belongs to our own interface. */
export function isOwnUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST;
}

/** Whether an address is that of an exported archive, which is there to be saved. */
export function isExportUrl(address: string): boolean {
  return isOwnUrl(address) && new URL(address).pathname.startsWith('/exports/');
}

/** Mounts the handler that both shells share on our scheme. */
export function schemeHandler(
  fetchHandler: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) =>
    isOwnUrl(request.url) ? fetchHandler(request) : new Response(null, { status: 404 });
}
