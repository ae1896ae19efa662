import {
  type ImportReport,
  type IncomingResult,
  MAX_INCOMING_BYTES,
} from '../../src-shared/contract/index.ts';
import { onInterrupt } from './command.ts';
import type { FoundFile } from './import-files.ts';
import type { ImportProblemReason } from './import-texts.ts';
import { type FileToSend, sendFile } from './send-file.ts';
import type { CoreClient } from './session.ts';

/** What came of a file; its problems may be of the file system too. */
export type Imported = Omit<ImportReport, 'problems'> & {
  problems: { line: number | null; reason: ImportProblemReason }[];
};

const SENDING: Record<Extract<IncomingResult, { ok: false }>['reason'], ImportProblemReason> = {
  'too-large': 'too-large',
  'disk-full': 'disk-full',
  'disk-error': 'disk-error',
  'not-found': 'incomplete',
  'bad-offset': 'incomplete',
};

/** Sends a file to the core and has it imported; what is under way is stopped by `signal`. */
export async function importOne(
  client: CoreClient,
  found: FoundFile,
  signal: AbortSignal,
): Promise<Imported> {
  if (!found.ok) return refused(found.reason);
  if (found.bytes > MAX_INCOMING_BYTES) return refused('too-large');
  let stopWaiting = (): void => undefined;
  const onBegin = (id: string): void => {
    stopWaiting = onInterrupt(signal, () => client.exchange.discard({ id }));
  };
  try {
    return await sendAndImport(client, found, signal, onBegin);
  } finally {
    stopWaiting();
  }
}

function refused(reason: ImportProblemReason): Imported {
  const problems = [{ line: null, reason }];
  return { layout: 'unknown', papers: 0, new: 0, changed: 0, problems, ids: [], unresolved: 0 };
}

async function sendAndImport(
  client: CoreClient,
  file: FileToSend,
  signal: AbortSignal,
  onBegin: (id: string) => void,
): Promise<Imported> {
  let sent: IncomingResult;
  try {
    sent = await sendFile(client, file, signal, onBegin);
  } catch (error) {
    // What the file system throws has a code; anything else is not about this file.
    if (!isFileError(error)) throw error;
    return refused('unreadable');
  }
  if (signal.aborted) return refused('cancelled');
  if (!sent.ok) return refused(SENDING[sent.reason]);
  return client.exchange.import({ id: sent.id });
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
