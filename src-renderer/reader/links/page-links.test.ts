import { expect, test } from 'vitest';
import { madePage } from '../../../src-shared/pdf/testing.ts';
import { boundsOnPage, lieUnder, linkAt, linksOf, linksOfText, wordsOf } from './page-links.ts';

const rect = [72, 690, 200, 712];
const link = (fields: object) => ({ subtype: 'Link', rect, ...fields });

test('[READ-3] links lead to destinations of the document and to addresses of the web', () => {
  const links = linksOf(2, [
    link({ dest: 'cite.one' }),
    link({ dest: [{ num: 3, gen: 0 }, { name: 'Fit' }] }),
    link({ url: 'https://example.org/a' }),
    { subtype: 'Text', rect, dest: 'cite.one' },
  ]);
  expect(links.map(({ target }) => target.kind)).toEqual(['inside', 'inside', 'outside']);
  expect(links.every(({ page }) => page === 2)).toBe(true);
});

test('[READ-8] scripts, files and programs are no links', () => {
  const addresses = [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://a.example',
    'data:,a',
    'x',
  ];
  expect(
    linksOf(
      0,
      addresses.map((url) => link({ url, dest: 'a' })),
    ),
  ).toEqual([]);
  expect(linksOf(0, [link({ action: 'Print' }), link({ unsafeUrl: 'run.exe' }), link({})])).toEqual(
    [],
  );
});

test('[READ-3] a link over two lines is hit on its lines only', () => {
  const quadPoints = new Float32Array([
    300, 712, 400, 712, 300, 700, 400, 700, 72, 698, 120, 698, 72, 686, 120, 686,
  ]);
  const links = linksOf(0, [link({ dest: 'a', quadPoints, rect: [72, 686, 400, 712] })]);
  expect(linkAt(links, { x: 350, y: 705 })).toBe(links[0]);
  expect(linkAt(links, { x: 100, y: 690 })).toBe(links[0]);
  expect(linkAt(links, { x: 100, y: 705 })).toBeUndefined();
});

test('[READ-3] places that are no numbers make no link', () => {
  expect(linksOf(0, [link({ dest: 'a', rect: [0, Number.NaN, 4, 4] })])).toEqual([]);
  expect(linksOf(0, [link({ dest: 'a', rect: [5, 5, 5, 5] })])).toEqual([]);
  expect(linksOf(0, [link({ dest: 'a', rect: undefined })])).toEqual([]);
});

test('[READ-3] a link is named by the words that it stands on', () => {
  const page = madePage([{ text: 'As Ada Lovelace showed', x: 72, y: 700 }]);
  const at = page.text.indexOf('Ada');
  const first = page.glyphs[page.glyphAt[at]!]!;
  const last = page.glyphs[page.glyphAt[at + 'Ada Lovelace'.length - 1]!]!;
  const [over] = linksOf(0, [link({ dest: 'a', rect: [first.x0, 696, last.x1, 710] })]);
  expect(wordsOf(over!, page)).toBe('Ada Lovelace');
});

test('[READ-3] links turn with their page', () => {
  expect(boundsOnPage([10, 20, 30, 50], [1, 0, 0, -1, 0, 792])).toEqual([10, 742, 30, 772]);
  expect(boundsOnPage([10, 20, 30, 50], [0, 1, 1, 0, 0, 0])).toEqual([20, 10, 50, 30]);
});

test('[READ-8] mail asks the system, telephones do nothing', () => {
  const [mail] = linksOf(0, [link({ url: 'mailto:ada@example.org' }), link({ url: 'tel:+4930' })]);
  expect(mail?.target).toEqual({ kind: 'outside', url: 'mailto:ada@example.org' });
  expect(linksOf(0, [link({ url: 'tel:+4930' }), link({ url: 'ftp://a.example' })])).toEqual([]);
});

test('[READ-3] named acts of the reader are links, others are none', () => {
  const acts = ['NextPage', 'PrevPage', 'FirstPage', 'LastPage', 'GoBack', 'GoForward', 'Find'];
  const links = linksOf(
    0,
    [...acts, 'Print', 'SaveAs', 'constructor'].map((action) => link({ action })),
  );
  expect(links.map(({ target }) => target)).toEqual(acts.map((act) => ({ kind: 'act', act })));
});

test('[READ-3] a link lies under the lines that cover it, not under those that touch it', () => {
  const [one] = linksOf(0, [link({ dest: 'a' })]);
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    [x1, y2, x2, y2, x1, y1, x2, y1] as const;
  expect(lieUnder(one!, [line(100, 692, 300, 706)])).toBe(true);
  expect(lieUnder(one!, [line(72, 711, 300, 730)])).toBe(false);
  expect(lieUnder(one!, [line(199, 692, 300, 706)])).toBe(false);
});

test('[READ-3] addresses in the text are links where the PDF has none of its own there', () => {
  const page = madePage([
    { text: 'See https://example.org/a here', x: 72, y: 700 },
    { text: 'and https://example.org/b there', x: 72, y: 680 },
  ]);
  const own = linksOf(0, [link({ url: 'https://other.example/', rect: [90, 698, 250, 708] })]);
  const made = linksOfText(0, page, own);
  expect(made.map(({ target }) => target)).toEqual([
    { kind: 'outside', url: 'https://example.org/b' },
  ]);
  expect(linksOfText(0, page, [])).toHaveLength(2);
});
