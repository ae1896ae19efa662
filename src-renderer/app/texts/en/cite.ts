import type { ReferenceFormat } from '../../../../src-shared/contract/index.ts';
import { formatNumber, plural } from '../format.ts';

const formats: Readonly<Record<ReferenceFormat, string>> = {
  formatted: 'Formatted references',
  bibtex: 'BibTeX',
  biblatex: 'BibLaTeX',
  'csl-json': 'CSL-JSON',
  ris: 'RIS',
};

const papers = (count: number): string => plural(count, 'paper', 'papers');

/** References to papers, to be copied or saved. */
export const citeTexts = {
  title: (count: number) => `Cite ${papers(count)}`,
  format: 'Format',
  formats,
  style: 'Style',
  preview: 'Preview',
  inText: 'In the text',
  firstOf: (shown: number, all: number) =>
    `The first ${formatNumber(shown)} of ${formatNumber(all)} are shown.`,
  nothing: 'None of these papers is in the library any more.',
  copy: 'Copy',
  copied: (count: number) => `References to ${papers(count)} copied`,
  save: 'Save as file',
  saved: (name: string) => `Saved as ${name}`,
  close: 'Close',
  working: (done: number, all: number) => `${formatNumber(done)} of ${formatNumber(all)} written…`,
  fileName: 'references',
  failures: {
    'unknown-style': 'This style is not on this machine.',
    'bad-style': 'References cannot be set in this style.',
    core: 'The core could not answer. Try again in a moment.',
    copy: 'The system did not let the references be copied.',
  },
  settings: {
    title: 'Citations',
    hint: 'The style that references are set in where none is chosen. Any independent CSL style can be added.',
    style: 'Usual style',
    missing: (id: string) => `${id} (not on this machine)`,
    add: 'Add a CSL style…',
    added: (title: string) => `“${title}” was added.`,
    failures: {
      'bad-style':
        'The file is no CSL style that references can be set in. A dependent style only points to another: add that one.',
      'too-large': 'The file is too large to be a CSL style.',
      'disk-full': 'The disk is full.',
      'disk-error': 'The disk refused to write.',
      core: 'The core could not answer. Try again in a moment.',
    },
  },
};
