import { readFileSync, statSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { decodePage } from '../../listings/index.ts';
import { servePages } from '../../threads/index.ts';
import type { ReferencesFile, ReferencesHead } from './read-file.ts';
import { readReferences } from './read-references.ts';
import type { ReadReferences } from './types.ts';

/** Bytes beyond which no library is, and text of it might not fit into a string. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Problems that are told one by one. */
const MOST_PROBLEMS = 1_000;

const read = readFile(workerData as ReferencesFile);
const told = read.problems.slice(0, MOST_PROBLEMS);
const head: ReferencesHead = {
  layout: read.layout,
  problems: told,
  problemsLeftOut: read.problems.length - told.length,
};
servePages(head, read.entries);

function readFile({ path, layout }: ReferencesFile): ReadReferences {
  const tooLong: ReadReferences = {
    ...{ layout, entries: [] },
    problems: [{ line: 1, reason: 'too-long' }],
  };
  if (statSync(path).size > MOST_BYTES) return tooLong;
  const decoded = decodePage(readFileSync(path));
  if (decoded.ok) return readReferences(layout, decoded.text);
  return { ...tooLong, problems: [{ line: 1, reason: 'bad-entry' }] };
}
