import type { ImportReport } from '../../../../src-shared/contract/index.ts';
import type { ArchiveReason } from './failure.ts';
import { type ImportContext, importArchive } from './import-archive.ts';

const REASONS: Record<
  Exclude<ArchiveReason, 'not-an-archive'>,
  ImportReport['problems'][number]['reason']
> = {
  damaged: 'damaged',
  truncated: 'truncated',
  'newer-version': 'newer-version',
  'disk-full': 'disk-full',
  'disk-error': 'disk-error',
  stopped: 'cancelled',
};

/** Takes in a file as `importArchive`, as the contract tells of it; null where it is no archive. */
export async function importArchiveFile(
  context: ImportContext,
  path: string,
  signal: AbortSignal,
): Promise<ImportReport | null> {
  const done = await importArchive(context, path, signal);
  if (done.ok) {
    const { papers, newPapers, changedPapers, unresolved } = done;
    const counts = { papers, new: newPapers, changed: changedPapers, unresolved };
    const problems = done.pdfsLeftOut > 0 ? [{ line: null, reason: 'quota' as const }] : [];
    return { layout: 'archive', ...counts, ids: [...done.ids], problems };
  }
  if (done.reason === 'not-an-archive') return null;
  console.error(`offprint: an archive was not taken in (${done.reason}): ${done.detail}`);
  const nothing = { papers: 0, new: 0, changed: 0, unresolved: 0, ids: [] };
  return {
    layout: 'archive',
    ...nothing,
    problems: [{ line: null, reason: REASONS[done.reason] }],
  };
}
