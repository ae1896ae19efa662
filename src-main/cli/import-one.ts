import {
  type ImportReport,
  type IncomingResult,
  MAX_INCOMING_BYTES,
} from '../../src-shared/contract/index.ts';
import { onInterrupt } from './command.ts';
import type { FoundFile } from './import-files.ts';
import type { ImportProblemReason } from './import-texts.ts';
import { findNamedPdf } from './reference-files.ts';
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

/**
 * Sends a file to the core and has it imported, and the PDFs that it names as references do, whose
 * paths `taken` then has. What is under way is stopped by `signal`.
 */
export async function importOne(
  client: CoreClient,
  found: FoundFile,
  signal: AbortSignal,
  taken = new Set<string>(),
): Promise<Imported> {
  const imported = await sendOne(client, found, signal);
  const { attachments = [], ...rest } = imported;
  const problems = [...rest.problems];
  for (const named of attachments) {
    if (signal.aborted) break;
    const { file, paperId, line } = await findNamedPdf(found.path, named);
    const sent = file ? await sendOne(client, { ok: true, ...file }, signal, paperId) : missing;
    if (file) taken.add(file.path);
    problems.push(...sent.problems.map(({ reason }) => ({ line, reason })));
  }
  return { ...rest, problems };
}

async function sendOne(
  client: CoreClient,
  found: FoundFile,
  signal: AbortSignal,
  of?: string,
): Promise<Imported> {
  if (!found.ok) return refused(found.reason);
  if (found.bytes > MAX_INCOMING_BYTES) return refused('too-large');
  let stopWaiting = (): void => undefined;
  const onBegin = (id: string): void => {
    stopWaiting = onInterrupt(signal, () => client.exchange.discard({ id }));
  };
  try {
    return await sendAndImport(client, { file: found, of }, signal, onBegin);
  } finally {
    stopWaiting();
  }
}

const missing = {
  problems: [{ line: null, reason: 'missing-file' as const }],
};

function refused(reason: ImportProblemReason): Imported {
  const problems = [{ line: null, reason }];
  return { layout: 'unknown', papers: 0, new: 0, changed: 0, problems, ids: [], unresolved: 0 };
}

async function sendAndImport(
  client: CoreClient,
  { file, of }: { readonly file: FileToSend; readonly of: string | undefined },
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
  return client.exchange.import({ id: sent.id, ...(of !== undefined && { of }) });
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
