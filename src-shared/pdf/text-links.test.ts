import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madePage } from './testing.ts';
import { textLinksOf } from './text-links.ts';

const lines = (...texts: string[]) =>
  madePage(texts.map((text, i) => ({ text, x: 72, y: 700 - 14 * i })));

const urls = (...texts: string[]) => textLinksOf(lines(...texts)).map(({ url }) => url);

test('[READ-3] addresses, DOIs and arXiv ids in the text are links', () => {
  expect(urls('See https://example.org/a_b?c=1#d and (www.example.com/x).')).toEqual([
    'https://example.org/a_b?c=1#d',
    'https://www.example.com/x',
  ]);
  expect(urls('doi:10.1145/3292500.3330701, and 10.1000/182.')).toEqual([
    'https://doi.org/10.1145/3292500.3330701',
    'https://doi.org/10.1000/182',
  ]);
  expect(urls('arXiv:1706.03762v5 [cs.CL], arXiv: hep-th/9901001;')).toEqual([
    'https://arxiv.org/abs/1706.03762v5',
    'https://arxiv.org/abs/hep-th/9901001',
  ]);
});

test('[READ-3] a DOI within an address is one link, brackets in pairs stay', () => {
  expect(urls('https://doi.org/10.1000/182 and https://en.example.org/wiki/A_(b).')).toEqual([
    'https://doi.org/10.1000/182',
    'https://en.example.org/wiki/A_(b)',
  ]);
});

test('[READ-3] an address goes on in the next line after a slash, not into other words', () => {
  const [link, ...others] = textLinksOf(
    lines('The code is at https://example.org/deep/', 'folder/file.html, which is here.'),
  );
  expect(link?.url).toBe('https://example.org/deep/folder/file.html');
  expect(link?.rects).toHaveLength(2);
  expect(others).toEqual([]);
  expect(urls('The code is at https://example.org', 'and here it ends.')).toEqual([
    'https://example.org',
  ]);
  expect(urls('4https://one.example/', '5https://two.example/b')).toEqual([
    'https://one.example/',
    'https://two.example/b',
  ]);
});

test('[READ-3] a hyphen at a line’s end belongs to an address', () => {
  expect(urls('The code is at https://example.org/some-', 'thing/more for all of us.')).toEqual([
    'https://example.org/some-thing/more',
  ]);
});

test('[READ-8] other schemes and names alone are no links', () => {
  expect(urls('file:///etc/hosts javascript:alert(1) ftp://a.example/b')).toEqual([]);
  expect(urls('http://localhost/ https://x http:// example.org 10.5/3 e.g. this')).toEqual([]);
  expect(urls('Version 2.10.1234 of 1706.03762')).toEqual([]);
});

test('[READ-3] a link lies on its words', () => {
  const page = lines('before https://example.org after');
  const [link] = textLinksOf(page);
  const first = page.glyphs[page.glyphAt[page.text.indexOf('https')]!]!;
  const last = page.glyphs[page.glyphAt[page.text.indexOf(' after') - 1]!]!;
  const [x1, y1, x2, y2] = link!.rects[0]!;
  expect([x1, x2]).toEqual([expect.closeTo(first.x0, 1), expect.closeTo(last.x1, 1)]);
  expect(y1).toBeLessThan(700);
  expect(y2).toBeGreaterThan(700);
});

test('[READ-3] whatever stands there, links are the web’s and lie on the page’s words', () => {
  const piece = fc.constantFrom(
    'https://',
    'a.b/',
    'www.',
    '10.1234/x',
    'arXiv:',
    '1706.03762',
    ')',
    '-',
    '/',
    '.',
    ' ',
    'word',
    'é',
    '%',
  );
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 12 }), { maxLength: 5 }), (texts) => {
      for (const { url, rects } of textLinksOf(lines(...texts.map((text) => text.join(''))))) {
        expect(url).toMatch(/^https?:\/\/[^\s/]+\.[^\s]+$/);
        for (const [x1, y1, x2, y2] of rects) expect(x1 <= x2 && y1 <= y2).toBe(true);
      }
    }),
    { seed: 20261121, numRuns: 300 },
  );
});
