import type { FetchHandler, RecoverResult, Trouble, WayOut } from '../core/index.ts';
import { farewellPage, recoveryPage } from './recovery-page.ts';
import { recoveryTexts } from './recovery-texts.ts';

/** What the page may do. */
export type RecoveryParts = {
  trouble: Trouble;
  recover(wayOut: WayOut): Promise<RecoverResult>;
  /** Starts the program; null when it runs, else why it still does not. */
  start(): Promise<Trouble | null>;
  /** Ends the program, after the present answer was sent. */
  quit(): void;
};

/** One short field; anything longer is not our form. */
const MOST_BYTES = 200;

/**
 * Serves the page with the ways out of a start that failed, and goes the one that is chosen. The
 * server has checked token, Host and Origin (SAFE-2); a form must name its Origin besides.
 */
export function recoveryHandler(parts: RecoveryParts): FetchHandler {
  let atWork: Promise<Response> | null = null;
  return async (request) => {
    const { pathname, origin } = new URL(request.url);
    if (request.method === 'GET' || request.method === 'HEAD')
      return pathname === '/' || pathname === '/recover'
        ? recoveryPage(parts.trouble, null)
        : new Response(null, { status: 404 });
    if (request.method !== 'POST' || pathname !== '/recover')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    if (request.headers.get('origin') !== origin) return new Response(null, { status: 403 });
    const choice = await choiceOf(request, parts.trouble);
    if (choice === null) return new Response(null, { status: 400 });
    // A second click is answered with what the first one comes to.
    atWork ??= carryOut(parts, choice).finally(() => {
      atWork = null;
    });
    return (await atWork).clone();
  };
}

async function choiceOf(request: Request, trouble: Trouble): Promise<WayOut | 'quit' | null> {
  const text = await shortText(request);
  const choice = new URLSearchParams(text ?? '').get('choice');
  return [...trouble.waysOut, 'quit' as const].find((known) => known === choice) ?? null;
}

async function shortText(request: Request): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function carryOut(parts: RecoveryParts, choice: WayOut | 'quit'): Promise<Response> {
  if (choice === 'quit') {
    parts.quit();
    return farewellPage();
  }
  const result = await parts.recover(choice);
  if (!result.ok) return recoveryPage(parts.trouble, recoveryTexts.failures[result.reason]);
  const trouble = await parts.start();
  if (trouble !== null) return recoveryPage(trouble, recoveryTexts.still);
  return new Response(null, {
    status: 303,
    headers: { location: '/', 'cache-control': 'no-store' },
  });
}
