import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Inspector } from '../inspect.ts';
import type { Identity } from './types.ts';

const FOLDER = join('..', 'shared', 'fixtures', 'pdf');
const NOTHING = { title: null, authors: [], arxivId: null, arxivVersion: null, publishedAt: null };

type Expected = Partial<Omit<Identity, 'sources' | 'opening'>>;

const TRACEMONKEY: Expected = {
  ...NOTHING,
  title: 'Trace-based Just-in-Time Type Specialization for Dynamic Languages',
  authors: [
    ...['Andreas Gal', 'Brendan Eich', 'Mike Shaver', 'David Anderson', 'David Mandelin'],
    ...['Mohammad R. Haghighat', 'Blake Kaplan', 'Graydon Hoare', 'Boris Zbarsky'],
    ...['Jason Orendorff', 'Jesse Ruderman', 'Edwin Smith', 'Rick Reitmaier'],
    ...['Michael Bebenita', 'Mason Chang', 'Michael Franz'],
  ],
};

/** What page one of each file says to the eye; authors where they can be told. */
const EXPECTED: Readonly<Record<string, { pages: number | null } & Expected>> = {
  'docling__bookmark_sample.pdf': { ...NOTHING, pages: 3 },
  'docling__ocr_test_rotated_90.pdf': { ...NOTHING, pages: 1 },
  'docling__right_to_left_01.pdf': {
    ...{ ...NOTHING, pages: 1, authors: ['Ahmad Jaber T Algadeeb'] },
    title: 'تحسين الإنتاجية وحل المشكلات من خلال البرمجة بلغة R و Python',
  },
  'jabref__LNCS-minimal-protected.pdf': {
    ...{ ...NOTHING, pages: 2, title: 'Paper Title', authors: ['Firstname Lastname'] },
  },
  'jabref__test-arxivMetadata.pdf': {
    ...{ pages: 23, arxivId: '2408.06224', arxivVersion: 2, publishedAt: null },
    title: 'A Multi-Year Grey Literature Review on AI-assisted Test Automation',
    authors: ['Filippo Ricca', 'Alessandro Marchetto', 'Andrea Stocco'],
  },
  'labml__1706.03762.pdf': {
    ...{ pages: 15, arxivId: '1706.03762', arxivVersion: 5, publishedAt: null },
    title: 'Attention Is All You Need',
    authors: [
      ...['Ashish Vaswani', 'Noam Shazeer', 'Niki Parmar', 'Jakob Uszkoreit', 'Llion Jones'],
      ...['Aidan N. Gomez', 'Łukasz Kaiser', 'Illia Polosukhin'],
    ],
  },
  'labml__2204.02311.pdf': {
    ...{ pages: 83, arxivId: '2204.02311', arxivVersion: 1, publishedAt: '2022-04-05' },
    title: 'PaLM: Scaling Language Modeling with Pathways',
  },
  'labml__resnet.pdf': {
    ...{ pages: 12, arxivId: '1512.03385', arxivVersion: 1, publishedAt: '2015-12-10' },
    title: 'Deep Residual Learning for Image Recognition',
    authors: ['Kaiming He', 'Xiangyu Zhang', 'Shaoqing Ren', 'Jian Sun'],
  },
  'paperqa__pasa.pdf': {
    ...{ pages: 15, arxivId: '2501.10120', arxivVersion: 1, publishedAt: '2025-01-17' },
    title: 'PaSa: An LLM Agent for Comprehensive Academic Paper Search',
    authors: [
      ...['Yichen He', 'Guanhua Huang', 'Peiyuan Feng', 'Yuan Lin', 'Yuchen Zhang', 'Hang Li'],
      'Weinan E',
    ],
  },
  'pdfjs__ArabicCIDTrueType.pdf': { ...NOTHING, pages: 1 },
  'pdfjs__Pages-tree-refs.pdf': { ...NOTHING, pages: 2 },
  'pdfjs__annotation-highlight-without-appearance.pdf': { ...NOTHING, pages: 1 },
  'pdfjs__attachment.pdf': { ...NOTHING, pages: 1 },
  'pdfjs__comments.pdf': { ...TRACEMONKEY, pages: 14 },
  'pdfjs__empty_protected.pdf': { ...NOTHING, pages: 1 },
  'pdfjs__freeculture.pdf': {
    ...{ ...NOTHING, pages: 352, title: 'Free Culture', authors: ['Lawrence Lessig'] },
  },
  'pdfjs__highlights.pdf': { ...TRACEMONKEY, pages: 14 },
  'pdfjs__noembed-sjis.pdf': { ...NOTHING, pages: 1, title: 'Jaoanese noembed test PDF' },
  'pdfjs__poppler-90-0-fuzzed.pdf': { ...NOTHING, pages: 16 },
  'pdfjs__prefilled_f1040.pdf': { ...NOTHING, pages: 2, title: '2010 Form 1040' },
  'pdfjs__rotation.pdf': { ...NOTHING, pages: 2 },
  'pdfjs__tracemonkey.pdf': { ...TRACEMONKEY, pages: 14 },
  'pdfjs__tracemonkey_with_annotations.pdf': { ...TRACEMONKEY, pages: 14 },
  'pwl__impossibility-of-consensus-with-one-faulty-process.pdf': {
    ...{ ...NOTHING, pages: 9 },
    title: 'Impossibility of Distributed Consensus with One Faulty Process',
    authors: ['Michael J. Fischer', 'Nancy A. Lynch', 'Michael S. Paterson'],
  },
  'pwl__okapi-at-trec3.pdf': {
    ...{ ...NOTHING, pages: 19, title: 'Okapi at TREC–3' },
    authors: ['S E Robertson', 'S Walker', 'S Jones', 'M M Hancock-Beaulieu', 'M Gatford'],
  },
  'pwl__purely-functional-data-structures.pdf': {
    ...{ ...NOTHING, pages: 162 },
    title: 'Purely Functional Data Structures',
    authors: ['Chris Okasaki'],
  },
  'refextract__1503.07589v1.pdf': {
    ...{ pages: 47, arxivId: '1503.07589', arxivVersion: 1, publishedAt: '2015-03-26' },
    title:
      'Combined Measurement of the Higgs Boson Mass in pp Collisions at sqrt(s) = 7 and 8 TeV with the ATLAS and CMS Experiments',
    authors: ['ATLAS and CMS Collaborations'],
  },
  'refextract__1805.05865.pdf': {
    ...{ ...NOTHING, pages: 4, arxivId: '1805.05865' },
    title: 'Lets Talk About Black Hole Singularities',
  },
  'refextract__2303.03819.pdf': {
    ...{ pages: 7, arxivId: '2303.03819', arxivVersion: 1, publishedAt: '2023-03-07' },
    title:
      'Comparative study of the heavy-quark dynamics with the Fokker-Planck Equation and the Plastino-Plastino Equation',
    authors: ['Eugenio Megías', 'Airton Deppman', 'Roman Pasechnik', 'Constantino Tsallis'],
  },
  'refextract__2502.21088.pdf': {
    ...{ pages: 64, arxivId: '2502.21088', arxivVersion: 1, publishedAt: '2025-02-28' },
    authors: ['The ATLAS Collaboration'],
  },
  'zotero__duplicatesMerge_annotated_1.pdf': { ...NOTHING, pages: 1, title: 'Test PDF' },
};

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.pdf')) : [];
const inspector = new Inspector();
afterAll(() => inspector.close());

/** What the file was called before it became a fixture. */
function originalName(file: string): string {
  return file.replace(/^[a-z]+__/, '');
}

describe.skipIf(files.length === 0)('real PDFs', () => {
  test('[FILE-4] every file has its line in the table', () => {
    const refused = ['pdfjs__bug1020226.pdf'];
    expect([...Object.keys(EXPECTED), ...refused].sort()).toEqual(files.sort());
  });

  test.each(Object.keys(EXPECTED))('[FILE-4] identifies %s', async (file) => {
    const signal = new AbortController().signal;
    const found = await inspector.identify(join(FOLDER, file), originalName(file), signal);
    const { pages, ...identity } = EXPECTED[file]!;
    expect(found).toMatchObject({ ok: true, pages, identity });
  });

  test('[FILE-4] refuses what cannot be opened', async () => {
    const path = join(FOLDER, 'pdfjs__bug1020226.pdf');
    const found = await inspector.identify(path, 'a.pdf', new AbortController().signal);
    expect(found).toEqual({ ok: false, reason: 'damaged' });
  });
});
