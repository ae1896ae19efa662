import { readFileSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { MAX_PAGE_BYTES } from './decode.ts';
import { parseSavedPage } from './parse-saved-page.ts';
import type { PageFile, PageHead, PageMessage } from './read-saved-page.ts';
import { type SavedPage, unknownPage } from './types.ts';

/** Papers of one message: a message is taken in by the other side in one go. */
const BATCH = 100;
/** Problems that are told one by one. */
const MAX_PROBLEMS = 1_000;

const file = workerData as PageFile;
const page = read();
let sent = 0;

parentPort?.on('message', () => {
  const papers = page.papers.slice(sent, sent + BATCH);
  sent += papers.length;
  post({ papers, isLast: sent >= page.papers.length });
});
post(headOf(page));

function read(): SavedPage {
  // A file that no page could be is not read into memory.
  if (statSync(file.path).size > MAX_PAGE_BYTES) return unknownPage('too-long');
  return parseSavedPage(file.name, readFileSync(file.path), file.savedOn);
}

function headOf({ layout, problems }: SavedPage): PageHead {
  const told = problems.slice(0, MAX_PROBLEMS);
  return { layout, problems: told, problemsLeftOut: problems.length - told.length };
}

function post(message: PageHead | PageMessage): void {
  parentPort?.postMessage(message);
}
