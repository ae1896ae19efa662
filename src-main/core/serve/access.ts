import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may speak with the loopback server at `port`: whoever shows `token`. */
export type Gate = { port: number; token: string };

/** 400 days, the most that browsers grant. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

/** Two cores on one machine share the browser's cookies of 127.0.0.1: the port tells them apart. */
function cookieName(port: number): string {
  return `offprint-${port}`;
}

/** The Set-Cookie header that lets this browser in. */
export function sessionCookie({ port, token }: Gate): string {
  return `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_SECONDS}`;
}

/** Compares in a time that tells nothing of where two secrets differ. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Whether a request is meant for us and comes from nowhere else: the Host that we print (a name
 * that an attacker's DNS points at 127.0.0.1 is another), no foreign Origin. Pages of other ports
 * of this machine count as the same *site*, and send our cookie: Sec-Fetch-Site tells them apart.
 */
export function isOwnAddress(headers: IncomingHttpHeaders, { port }: Gate): boolean {
  const host = `127.0.0.1:${port}`;
  if (headers.host !== host) return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
}

/** Whether another page made the browser send this. Absent outside browsers, and in old ones. */
export function isFromAnotherPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}

/** Whether the request carries the cookie that `sessionCookie` set. */
export function hasCookie(headers: IncomingHttpHeaders, gate: Gate): boolean {
  const prefix = `${cookieName(gate.port)}=`;
  const cookies = (headers.cookie ?? '').split(';').map((text) => text.trim());
  const mine = cookies.filter((text) => text.startsWith(prefix));
  return mine.some((text) => sameSecret(text.slice(prefix.length), gate.token));
}

/** Whether the request carries `Authorization: Bearer <token>`, as the command line does. */
export function hasBearer(headers: IncomingHttpHeaders, { token }: Gate): boolean {
  const match = /^Bearer (\S+)$/i.exec(headers.authorization ?? '');
  return match !== null && sameSecret(match[1]!, token);
}

/**
 * Whether a WebSocket may be opened: `refused` it comes from elsewhere, `no-key` it shows no token.
 * A browser must name its Origin, since WebSockets know no same-origin rule of their own.
 */
export function judgeUpgrade(
  headers: IncomingHttpHeaders,
  gate: Gate,
): 'welcome' | 'refused' | 'no-key' {
  if (!isOwnAddress(headers, gate) || isFromAnotherPage(headers)) return 'refused';
  if (hasBearer(headers, gate)) return 'welcome';
  if (!hasCookie(headers, gate)) return 'no-key';
  return headers.origin === undefined ? 'refused' : 'welcome';
}
