import { readFileSync, statSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { servePages } from '../../threads/index.ts';
import { MAX_PAGE_BYTES } from './decode.ts';
import { parseSavedPage } from './parse-saved-page.ts';
import type { PageFile, PageHead } from './read-saved-page.ts';
import { type SavedPage, unknownPage } from './types.ts';

/** Problems that are told one by one. */
const MAX_PROBLEMS = 1_000;

const file = workerData as PageFile;
const page = read();
servePages(headOf(page), page.papers);

function read(): SavedPage {
  // A file that no page could be is not read into memory.
  if (statSync(file.path).size > MAX_PAGE_BYTES) return unknownPage('too-long');
  return parseSavedPage(file.name, readFileSync(file.path), file.savedOn);
}

function headOf({ layout, problems }: SavedPage): PageHead {
  const told = problems.slice(0, MAX_PROBLEMS);
  return { layout, problems: told, problemsLeftOut: problems.length - told.length };
}
