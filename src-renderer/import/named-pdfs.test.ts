import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src-shared/contract/index.ts';
import { placeOf, sendNamedPdfs } from './named-pdfs.ts';

const REPORT: ImportReport = {
  ...{ layout: 'bibtex', papers: 2, new: 2, changed: 0, ids: [], unresolved: 0 },
  problems: [{ line: 9, reason: 'bad-entry' }],
  attachments: [
    { path: 'files/1/x.pdf', paperId: 'arxiv:1706.03762', line: 1 },
    { path: 'files/2/none.pdf', paperId: 'title:x', line: 5 },
  ],
};

describe('sendNamedPdfs', () => {
  it('[XFER-2] sends what lies beside the references, and says what does not', async () => {
    const sent: string[][] = [];
    const { signal } = new AbortController();
    const send = async (path: string, paperId: string) => {
      sent.push([path, paperId]);
      return path.includes('none') ? undefined : ({ state: 'stopped' } as const);
    };
    const report = await sendNamedPdfs('Zotero/My Library.bib', REPORT, { send, signal });
    expect(sent).toEqual([
      ['Zotero/files/1/x.pdf', 'arxiv:1706.03762'],
      ['Zotero/files/2/none.pdf', 'title:x'],
    ]);
    expect(report).not.toHaveProperty('attachments');
    expect(report.problems).toEqual([
      { line: 9, reason: 'bad-entry' },
      { line: 5, reason: 'missing-file' },
    ]);
  });

  it('[XFER-2] finds the place that a path means', () => {
    expect(placeOf('a/b.bib', './files\\1\\x.pdf')).toBe('a/files/1/x.pdf');
    expect(placeOf('b.bib', '../x.pdf')).toBe('x.pdf');
  });
});
