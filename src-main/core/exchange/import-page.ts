import type { ImportReport } from '../../../src-shared/contract/index.ts';
import type { ImportedFile, ImportSink } from '../library/index.ts';
import { type PageHead, type ReadPage, readSavedPage } from '../listings/index.ts';
import type { Arrived } from './incoming.ts';
import { refused } from './reports.ts';

/**
 * Takes in a saved listing page (LIST-7). What was taken in before it is cut off stays; the report
 * tells of it. Throws what the library's database throws.
 */
export async function importPage(
  { path, name, savedOn }: Arrived,
  sink: ImportSink,
  signal: AbortSignal,
): Promise<ImportReport> {
  const page = await readSavedPage({ path, name, savedOn }, signal);
  if (!page.ok) return refused('unknown', page.reason);
  const file = sink.begin({ source: 'import', name, at: Date.now() });
  return report(page.head, file, await takeAll(page, file, signal));
}

type Ending = 'cancelled' | 'damaged' | undefined;

async function takeAll(
  { batches }: Extract<ReadPage, { ok: true }>,
  file: ImportedFile,
  signal: AbortSignal,
): Promise<Ending> {
  for (;;) {
    const batch = await batches.next().catch(() => undefined);
    if (signal.aborted) {
      await batches.return(undefined);
      return 'cancelled';
    }
    if (!batch) return 'damaged';
    if (batch.done) return undefined;
    await take(batches, file, batch.value, signal);
  }
}

/** The thread that reads must end though the library cannot be written. */
async function take(
  batches: AsyncGenerator,
  file: ImportedFile,
  papers: Parameters<ImportedFile['take']>[0],
  signal: AbortSignal,
): Promise<void> {
  try {
    await file.take(papers, signal);
  } catch (error) {
    await batches.return(undefined);
    throw error;
  }
}

function report(
  { layout, problems, problemsLeftOut }: PageHead,
  file: ImportedFile,
  ending: Ending,
): ImportReport {
  const ended = ending ? [{ line: null, reason: ending }] : [];
  return {
    layout,
    ...file.counts(),
    problems: [...problems, ...ended],
    ...(problemsLeftOut > 0 && { problemsLeftOut }),
  };
}
