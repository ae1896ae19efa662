import { describe, expect, test } from 'vitest';
import { identityOf } from './identity.ts';
import { isJunkTitle } from './metadata.ts';
import { isPlainName, splitNames } from './names.ts';
import type { Evidence, EvidenceLine } from './types.ts';

type Line = Partial<EvidenceLine> & { text: string };

/** Lines one below the other from the top of the page, followed by twenty of body. */
function page(...lines: Line[]): EvidenceLine[] {
  const body = Array.from({ length: 20 }, () => ({
    text: 'as in all of the body of this paper here',
  }));
  return [...lines, ...body].map((line, index) => ({
    ...{ size: 10, angle: 0, font: 'f1', setting: line.text },
    ...{ top: 0.95 - index * 0.02, bottom: 0.937 - index * 0.02 },
    ...line,
  }));
}

function identify(said: Partial<Evidence>, name = 'download.pdf') {
  return identityOf({ info: {}, xmp: {}, lines: [], ...said }, name);
}

describe('identity', () => {
  test('[FILE-4] believes the stamp before metadata and name', () => {
    const stamp = { text: 'arXiv:2606.00467v1 [cs.CL] 12 Jun 2026', angle: Math.PI / 2, size: 20 };
    const xmp = { 'prism:doi': ['10.48550/arXiv.2606.00001'] };
    const found = identify({ lines: page(stamp), xmp }, '2606.00002.pdf');
    expect(found).toMatchObject({
      ...{ arxivId: '2606.00467', arxivVersion: 1, publishedAt: '2026-06-12' },
      sources: { arxivId: 'stamp', publishedAt: 'stamp' },
    });
  });

  test('[FILE-4] a later version does not tell when the first one came', () => {
    const stamp = { text: 'arXiv:2606.00467v3 [cs.CL] 12 Jun 2026', angle: Math.PI / 2, size: 20 };
    expect(identify({ lines: page(stamp) })).toMatchObject({ arxivVersion: 3, publishedAt: null });
  });

  test('[FILE-4] finds the arXiv id in a DOI of the metadata', () => {
    const found = identify({ xmp: { 'prism:doi': ['doi:10.48550/arXiv.2606.00467v2'] } }, '2.pdf');
    expect(found).toMatchObject({
      arxivId: '2606.00467',
      arxivVersion: 2,
      sources: { arxivId: 'xmp' },
    });
  });

  test.each([
    ['2606.00467v2.pdf', '2606.00467', 2],
    ['1706.03762.PDF', '1706.03762', null],
    ['1706.03762 (1).pdf', '1706.03762', null],
    ['hep-th9711200v3.pdf', 'hep-th/9711200', 3],
    ['cond-mat_0102003.pdf', 'cond-mat/0102003', null],
    ['2024.12345.pdf', null, null],
    ['img_1234567.pdf', null, null],
    ['notes on 1706.03762.pdf', null, null],
    ['', null, null],
  ])('[FILE-4] the name %j says %j, version %j', (name, arxivId, arxivVersion) => {
    expect(identify({}, name)).toMatchObject({ arxivId, arxivVersion });
  });

  test('[FILE-4] the metadata is believed where page one confirms it, else the largest type', () => {
    const lines = page({ text: 'On the Length of', size: 17 }, { text: 'Coastlines', size: 17 });
    const confirmed = identify({ lines, info: { Title: 'On the length of coastlines' } });
    expect(confirmed).toMatchObject({
      title: 'On the length of coastlines',
      sources: { title: 'info' },
    });
    const template = identify({ lines, info: { Title: 'Instructions for NeurIPS Authors' } });
    expect(template).toMatchObject({
      title: 'On the Length of Coastlines',
      sources: { title: 'page' },
    });
    expect(identify({ info: { Title: 'On Coastlines' } }).title).toBe('On Coastlines');
  });

  test('[FILE-4] neither a logo, a heading nor the stamp is a title', () => {
    const found = identify({
      lines: page(
        { text: 'arXiv:2606.00467v1 [cs.CL] 12 Jun 2026', angle: Math.PI / 2, size: 20 },
        { text: 'A Study of Many Things at Once', size: 14 },
        { text: '1 Introduction', size: 18, top: 0.6, bottom: 0.58 },
        { text: 'LogoText', size: 20, top: 0.5, bottom: 0.48 },
      ),
    });
    expect(found.title).toBe('A Study of Many Things at Once');
    expect(identify({ lines: page() }).title).toBeNull();
  });

  test('[FILE-4] reads authors in rows, with marks, between their addresses', () => {
    const small = { size: 8, font: 'f2' };
    const lines = page(
      { text: 'A Study of Many Things', size: 17 },
      { text: '', setting: 'Ada Lovelace^,^,\tCharles Babbage^ and Luís de Camões∗', size: 11 },
      { text: '^1 University of London, 5 Square', ...small },
      { text: '', setting: 'GRACE HOPPER', size: 11 },
      { text: 'Abstract', size: 11 },
      { text: 'Alan Turing', size: 11 },
    );
    expect(identify({ lines }).authors).toEqual([
      'Ada Lovelace',
      'Charles Babbage',
      'Luís de Camões',
      'Grace Hopper',
    ]);
  });

  test('[FILE-4] says no authors rather than wrong ones', () => {
    const title = { text: 'A Study of Many Things', size: 17 };
    for (const text of [
      'Microsoft Research',
      'By the editors, May 2018',
      'New Haven, Connecticut, 06520',
    ]) {
      expect(identify({ lines: page(title, { text }) }).authors).toEqual([]);
    }
    expect(identify({ lines: page(title), info: { Author: 'brianc' } }).authors).toEqual([]);
  });

  test('[FILE-4] a locked file is known by its name alone', () => {
    expect(identityOf(null, '2606.00467.pdf')).toMatchObject({
      ...{ arxivId: '2606.00467', title: null, authors: [], sources: { arxivId: 'name' } },
    });
  });

  test('[FILE-4] hostile text is read in no time', () => {
    const long = 'A a, '.repeat(400);
    const lines = page(...Array.from({ length: 300 }, () => ({ text: long, size: 20 })));
    const began = performance.now();
    identify({ lines, info: { Title: '{'.repeat(2_000), Author: `${'A '.repeat(999)}1` } });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('titles of programs', () => {
  test.each([
    'untitled',
    'Microsoft Word - Loeb_Sing.docx',
    'proc.dvi',
    'TeX output 2001.03.02:1512',
    'paper.pdf',
    '1706.03762',
    'arXiv:1706.03762v5 [cs.CL] 6 Dec 2017',
    'PII: S0370-2693(98)00000-0',
    'doi:10.1/x',
    'C:\\Users\\me\\paper',
    '---',
    'main',
    'PowerPoint Presentation',
    'Title',
    'acl2020_camera_v3',
  ])('[FILE-4] %j is none', (title) => {
    expect(isJunkTitle(title)).toBe(true);
  });

  test.each([
    'Attention Is All You Need',
    'BERT',
    'Word2vec Explained',
    'Untitled Landscapes of War',
    'GPT-4 Technical Report',
    '人工智能研究',
  ])('[FILE-4] %j is one', (title) => {
    expect(isJunkTitle(title)).toBe(false);
  });
});

describe('names', () => {
  test.each([
    [
      'Ashish Vaswani, Noam Shazeer and Niki Parmar',
      ['Ashish Vaswani', 'Noam Shazeer', 'Niki Parmar'],
    ],
    ['Fischer, Michael J.; Lynch, Nancy A.', ['Michael J. Fischer', 'Nancy A. Lynch']],
    ['Eugenio Megías; Airton Deppman; ', ['Eugenio Megías', 'Airton Deppman']],
    ['The ATLAS and CMS Collaborations', ['The ATLAS and CMS Collaborations']],
    ['Yichen He∗1\tYuan Lin†1', ['Yichen He', 'Yuan Lin']],
    ['', []],
  ])('[FILE-4] %j holds %j', (list, names) => {
    expect(splitNames(list)).toEqual(names);
    expect(names.every(isPlainName)).toBe(true);
  });

  test.each(['brianc', 'SE:W:CAR:MP', 'Yale University', 'a b', 'John 3', 'me@example.org'])(
    '[FILE-4] %j is no name',
    (text) => expect(isPlainName(text)).toBe(false),
  );
});
