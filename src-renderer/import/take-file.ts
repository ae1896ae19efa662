import {
  type ImportReport,
  type IncomingResult,
  MAX_INCOMING_BYTES,
} from '../../src-shared/contract/index.ts';
import { DISK_FULL, refusalOf } from '../client/refusal.ts';
import type { CoreClient } from '../client.ts';
import { type Sendable, sendFile } from './send-file.ts';

/** Why a file was not taken in. */
export type Refusal = Extract<IncomingResult, { ok: false }>['reason'] | 'unreadable' | 'core';

/** How it ended: with a report, by the user, or not at all. */
export type Outcome =
  | { readonly state: 'done'; readonly report: ImportReport }
  | { readonly state: 'stopped' }
  | { readonly state: 'failed'; readonly reason: Refusal };

/** What is told while a file is taken in. */
export type Progress = { readonly state: 'sending' | 'reading'; readonly sent: number };

type Core = Pick<CoreClient['exchange'], 'begin' | 'append' | 'discard' | 'import'>;
type Watch = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
};

/** A core that ends in the middle is started again, and the file sent anew; taking it in twice changes nothing. */
const MAX_TRIES = 3;

/** Sends a file to the core, which takes it in, a PDF as that `of` a paper; never rejects. */
export async function takeFile(
  core: Core,
  file: Sendable,
  watch: Watch,
  of?: string,
): Promise<Outcome> {
  if (file.size > MAX_INCOMING_BYTES) return { state: 'failed', reason: 'too-large' };
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(core, file, watch, of);
    if (watch.signal.aborted && outcome === 'lost') return { state: 'stopped' };
    if (outcome !== 'lost') return outcome;
    if (tries === MAX_TRIES) return { state: 'failed', reason: 'core' };
  }
}

async function attempt(
  core: Core,
  file: Sendable,
  watch: Watch,
  of: string | undefined,
): Promise<Outcome | 'lost'> {
  const { signal, onProgress } = watch;
  onProgress({ state: 'sending', sent: 0 });
  try {
    const onSent = (sent: number): void => onProgress({ state: 'sending', sent });
    const sent = await sendFile(core, file, { signal, onSent });
    if (!sent.ok) return ended(sent.reason);
    onProgress({ state: 'reading', sent: file.size });
    const report = await read(core, { id: sent.id, ...(of !== undefined && { of }) }, signal);
    return report.problems[0]?.reason === 'incomplete' ? 'lost' : { state: 'done', report };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) return 'lost';
    return { state: 'failed', reason: refusal === DISK_FULL ? 'disk-full' : 'core' };
  }
}

/** The core that does not know the file is another one than the one that it was sent to. */
function ended(reason: Refusal | 'stopped'): Outcome | 'lost' {
  if (reason === 'stopped') return { state: 'stopped' };
  return reason === 'not-found' ? 'lost' : { state: 'failed', reason };
}

async function read(
  core: Core,
  asked: { readonly id: string; readonly of?: string },
  signal: AbortSignal,
): Promise<ImportReport> {
  const stop = (): void => void core.discard({ id: asked.id }).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await core.import(asked);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
