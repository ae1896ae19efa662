import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkLibraryFile } from '../backup/index.ts';
import { TEXT_FILE } from '../files/index.ts';
import type { ReadModel } from '../index/index.ts';
import { reachedBySearch, SEARCH_FILE } from '../search/index.ts';
import { isDamage } from '../store/index.ts';
import { runOnce } from '../threads/index.ts';
import type { DoctorContext, Problem } from './types.ts';

/** Looks at every database of the data folder, each read to its end in a thread of its own. */
export async function databaseProblems(context: DoctorContext): Promise<Problem[]> {
  const library = await libraryProblems(context);
  return [
    ...library,
    ...(await indexProblems(context, library.length === 0)),
    ...(await localProblems(context)),
    ...(await textProblems(context)),
    ...(await searchProblems(context)),
  ];
}

async function libraryProblems({ dataDir }: DoctorContext): Promise<Problem[]> {
  const checked = await checkLibraryFile(dataDir, true);
  if (checked.ok || (checked.reason !== 'damaged' && checked.reason !== 'not-a-library')) return [];
  // A running core cannot put another file in its place: a restore can.
  return [{ kind: 'database-damaged', subject: 'library.sqlite' }];
}

/** What a damaged library has that the index has not is never known. */
async function indexProblems(context: DoctorContext, isReadable: boolean): Promise<Problem[]> {
  const { dataDir, readModel, follower } = context;
  const subject = 'index.sqlite';
  if (!(await isIntactFile(join(dataDir, subject))))
    return [{ kind: 'index-damaged', subject, repair: () => follower.mend(true) }];
  if (!isReadable || readModel.behind() === 0) return [];
  return [{ kind: 'index-behind', subject, repair: () => follower.mend(false) }];
}

/** One that was damaged at the start was put aside then, and another one begun. */
async function localProblems({ dataDir, local }: DoctorContext): Promise<Problem[]> {
  const subject = 'local.sqlite';
  if (local.wasDamaged)
    return [{ kind: 'local-damaged', subject, repair: () => Promise.resolve() }];
  const path = join(dataDir, subject);
  if (!existsSync(path) || (await isIntactFile(path))) return [];
  // In use; at the next start it is put aside.
  return [{ kind: 'local-damaged', subject }];
}

async function textProblems({ dataDir }: DoctorContext): Promise<Problem[]> {
  const path = join(dataDir, TEXT_FILE);
  if (!existsSync(path) || (await isIntactFile(path))) return [];
  return [{ kind: 'text-damaged', subject: TEXT_FILE, repair: async () => discardTexts(path) }];
}

/** It is derived: what is wrong with it is gone when it is built anew. */
async function searchProblems({ dataDir, readModel, search }: DoctorContext): Promise<Problem[]> {
  const subject = SEARCH_FILE;
  const path = join(dataDir, subject);
  if (!existsSync(path)) return [];
  const repair = search && (() => search.discard());
  if (!(await isIntactFile(path))) return [{ kind: 'search-damaged', subject, repair }];
  const isOfAnother = readModel.behind() === 0 && isAhead(dataDir, readModel.connection);
  return isOfAnother ? [{ kind: 'search-mismatch', subject, repair }] : [];
}

/** Whether the index has followed the library further than it goes: it is then of another one. */
function isAhead(dataDir: string, index: ReadModel['connection']): boolean {
  const reached = reachedBySearch(dataDir);
  const known = index.all<{ collection: string; sequence: number }>(
    'SELECT collection, sequence FROM feed',
  );
  return (
    reached === undefined ||
    known.some(({ collection, sequence }) => (reached.get(collection) ?? 0) > sequence)
  );
}

/** A file of another version, or whose first page cannot be read, is made anew when it is opened. */
function discardTexts(path: string): void {
  try {
    const db = new DatabaseSync(path, { timeout: 5_000 });
    try {
      db.exec('PRAGMA user_version = 0');
    } finally {
      db.close();
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
}

function isIntactFile(path: string): Promise<boolean> {
  return runOnce(new URL('./doctor-worker.ts', import.meta.url), path, () => false);
}
