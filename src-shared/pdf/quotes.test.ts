import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnchor } from './anchors.ts';
import { findQuote, quoteOf, quotePage } from './quotes.ts';
import { madeColumn, madePage, madePaper } from './testing.ts';
import type { PageText } from './types.ts';

const seed = { seed: 20260613, numRuns: 120 };
const letters = fc.constantFrom(...'eeetaoinshrdlucmfwyp');
const word = fc.string({ unit: letters, minLength: 2, maxLength: 9 });
const paper = fc.array(word, { minLength: 300, maxLength: 400 });

type Edit = { readonly at: number; readonly how: 'insert' | 'delete' | 'replace'; word: string };

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    how: fc.constantFrom('insert' as const, 'delete' as const, 'replace' as const),
    word,
  }),
  { maxLength: 40 },
);

/** Words after some of the edits, at most 15 in a hundred words. */
function edited(words: readonly string[], changes: readonly Edit[]): string[] {
  const result: string[] = words.map((w) => w);
  const most = Math.floor(0.15 * words.length);
  const places = new Set<number>();
  for (const { at, how, word: other } of changes) {
    const i = Math.floor(at * words.length);
    if (places.size >= most || places.has(i)) continue;
    places.add(i);
    if (how === 'delete') result[i] = '';
    else result[i] = how === 'insert' ? `${other} ${result[i]}` : other;
  }
  return result.flatMap((text) => text.split(' ')).filter((text) => text !== '');
}

function anchorOf(page: PageText, exact: string) {
  const start = page.text.indexOf(exact);
  const pageOf = (i: number) => (i === page.pageIndex ? page : undefined);
  return createAnchor(pageOf, {
    start: { page: page.pageIndex, offset: start },
    end: { page: page.pageIndex, offset: start + exact.length },
  })!;
}

const column = (words: readonly string[], pageIndex = 0) =>
  madePage(madeColumn(words, { x: 72, y: 740, width: 460, size: 8 }), pageIndex);

describe('quotes in a newer text', () => {
  it('[MARK-3] are found at their place when up to 15 % of the words were edited', () => {
    fc.assert(
      fc.property(
        paper,
        fc.integer({ min: 12, max: 60 }),
        fc.nat(200),
        edits,
        (words, n, at, e) => {
          const older = column(words);
          const quoted = words.slice(at, at + n);
          const anchor = anchorOf(older, quoted.join(' '));
          const before = edited(words.slice(0, at), e);
          const middle = edited(quoted, e);
          const newer = madePaper([...before, ...middle, ...words.slice(at + n)]).page;
          const found = findQuote(quoteOf(anchor)!, quotePage(newer), undefined);
          expect(found?.confidence).toBeGreaterThan(0.5);
          const { start, end } = found!.parts[0]!;
          const title = newer.text.indexOf('\n') + 1;
          const wanted = title + before.join(' ').length + 1;
          expect(Math.abs(start - wanted)).toBeLessThan(40);
          expect(Math.abs(end - wanted - middle.join(' ').length)).toBeLessThan(40);
        },
      ),
      seed,
    );
  });

  it('[MARK-3] are not found in a foreign text', () => {
    fc.assert(
      fc.property(paper, paper, fc.integer({ min: 1, max: 60 }), (words, others, n) => {
        const own = words.slice(20, 20 + n).filter((w) => !others.includes(w));
        fc.pre(own.join('').length > 8);
        const anchor = anchorOf(column(['first', ...own, 'last']), own.join(' '));
        const found = findQuote(quoteOf(anchor)!, quotePage(column(others)), undefined);
        expect(found?.confidence ?? 0).toBeLessThan(0.5);
      }),
      seed,
    );
  });

  it('[MARK-3] of several alike, the one between the same words is taken', () => {
    const words = 'alpha beta the quick brown reader reads on gamma delta'.split(' ');
    const other = 'one two the quick brown reader reads on three four'.split(' ');
    const anchor = anchorOf(column(words), 'the quick brown reader reads on');
    const quick = words.map((w) => (w === 'quick' ? 'quiet' : w));
    const page = column([...other, ...other, ...quick, ...other]);
    const [part] = findQuote(quoteOf(anchor)!, quotePage(page), undefined)!.parts;
    expect(page.text.slice(part!.start, part!.end)).toBe('the quiet brown reader reads on');
  });

  it('[MARK-3] are found across a page break, past page number and running head', () => {
    const words = Array.from({ length: 90 }, (_, i) => `word${(i * 7919) % 1000}x`);
    const older = column(words);
    const anchor = anchorOf(older, words.slice(30, 60).join(' '));
    const lines = (from: number, to: number) =>
      madeColumn(words.slice(from, to), { x: 72, y: 700, width: 460 });
    const first = madePage([...lines(0, 45), { text: '17', x: 300, y: 30 }], 0);
    const head = { text: 'A running head', x: 250, y: 770, size: 8 };
    const second = madePage([head, ...lines(45, 90)], 1);
    const found = findQuote(quoteOf(anchor)!, quotePage(first), quotePage(second))!;
    const texts = [first.text, second.text];
    expect(found.parts.map(({ page, start, end }) => texts[page]!.slice(start, end))).toEqual([
      words.slice(30, 45).join(' '),
      words.slice(45, 60).join(' '),
    ]);
    expect(found.confidence).toBeGreaterThan(0.9);
  });
});
