import type { ImportReason } from '../../src-shared/contract/index.ts';
import { counted } from './counted.ts';

/** What is wrong with a part of an imported file, or with the file as a whole. */
export type ImportProblemReason =
  | ImportReason
  | 'file-not-found'
  | 'unreadable'
  | 'nothing-to-import'
  | 'too-large';

/** Wording of `import`. */
export const importTexts = {
  import: {
    about:
      'Import saved listing pages (text, HTML, JSON), PDFs, references (BibTeX, RIS, CSL-JSON, Zotero exports), and archives of Offprint.',
    file: 'files to import, or folders of them',
    failed: (file: string, problems: number, first: string) =>
      problems === 1
        ? `${file}: ${first}.`
        : `${file}: ${first}, and ${counted(problems - 1, 'more problem')}.`,
    failedFiles: (failed: number, asked: number, first: string) =>
      `${failed} of ${counted(asked, 'file')} could not be imported in full: ${first}`,
    more: (problems: number) => `and ${counted(problems, 'more problem')}`,
    importing: (file: string) => `Importing ${file}`,
  },
};

const IMPORT: Record<ImportProblemReason, string> = {
  'no-abstract': 'a title without an abstract',
  'no-title': 'an abstract or details without a title',
  'stray-text': 'text that belongs to no paper',
  'glued-login': 'a login and a title that cannot be told apart',
  'too-long': 'longer than any listing',
  'not-json': 'not JSON',
  'bad-entry': 'an entry without what a paper needs',
  'not-a-listing': 'not a listing of papers and no references',
  'missing-file': 'the PDF that it names is not there',
  'not-pdf': 'not a PDF',
  truncated: 'the file ends too early',
  empty: 'the file is empty',
  damaged: 'the file is damaged and cannot be opened',
  timeout: 'reading it took too long',
  'newer-version': 'made by a newer Offprint',
  quota: 'the quota has no room for some PDFs, which can be fetched again',
  'disk-full': 'the disk is full',
  'disk-error': 'the file system refused',
  incomplete: 'not all of the file arrived',
  cancelled: 'cancelled',
  'file-not-found': 'no such file',
  unreadable: 'the file cannot be read',
  'nothing-to-import': 'the folder holds nothing that can be imported',
  'too-large': 'too large to be imported',
};

/** An import's problem in a few words, with its line where that is known. */
export function importProblem(problem: {
  line: number | null;
  reason: ImportProblemReason;
}): string {
  const words = IMPORT[problem.reason];
  return problem.line === null ? words : `line ${problem.line}: ${words}`;
}
