import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import {
  applyMatrix,
  boundsOf,
  buildPageText,
  type PageText,
  type PdfPageLike,
  type Point,
  quadsOf,
  type Rect,
  readPageGlyphs,
  type Viewport,
  viewportMatrix,
} from '../src-shared/pdf/index.ts';
import {
  commonTokens,
  type Difference,
  isProse,
  type LineBox,
  lacksLigatures,
  type Piece,
  TOKENS,
  tokensOf,
} from './text-tokens.ts';

const folder = path.resolve('..', 'shared', 'fixtures', 'pdf');
const assets = path.join(path.resolve('node_modules', 'pdfjs-dist'), path.sep);

const rightToLeftScript = /[\u0590-\u08ff]/u;

const HEAD = [
  ...['file', 'order', 'common', 'ours', 'theirs', 'agreement'],
  ...['maths', 'ligatures', 'without'],
];

const HELP = `node bench/text-model.ts [--all] [--diff] [--pages N] [FILE…]
Compares the text model's words with those of poppler's pdftotext, in its own reading order and in
the order in which the page draws them (-raw); the order that agrees better counts, file by file.
  common      numerator: longest common subsequence of words, page by page
  ours/theirs words; the larger count is the denominator
  maths       words of ours left out on both sides: letters with raised or lowered ones
  ligatures   words of ours that poppler has without their ligatures; the last share leaves them out
  --all       every line counts, those of figures, tables and formulas too, and mathematics
  --diff      also prints the words that differ, page by page, against the better order
  --pages N   only the first N pages
Lines that count are found in poppler's layout; text-tokens.ts says which.
Words: ${TOKENS}.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    diff: { type: 'boolean', default: false },
    pages: { type: 'string', default: 'Infinity' },
    help: { type: 'boolean', default: false },
  },
});

type Score = {
  common: number;
  ours: number;
  theirs: number;
  differences: (Difference & { readonly page: number })[];
};

/** A page of ours: what is compared, and the mathematics in it, with its boxes. */
type OwnPage = { readonly pieces: Piece[]; readonly maths: LineBox[] };

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  console.log(`words: ${TOKENS}`);
  console.log(HEAD.join('\t'));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.pdf'))) {
    if (positionals.length > 0 && !positionals.some((part) => file.includes(part))) continue;
    await compare(path.join(folder, file));
  }
}

async function compare(file: string): Promise<void> {
  const pages = await ownPages(file);
  const layout = poppler(file, '-bbox-layout').slice(0, pages.length);
  const raw = poppler(file, '-raw', '-bbox').slice(0, pages.length);
  const lines = layout.map(proseLines);
  const words = (list: readonly Piece[], i: number) =>
    values.all ? tokensOf(list, undefined) : tokensOf(list, lines[i] ?? [], pages[i]!.maths);
  const own = pages.map(({ pieces }) => pieces);
  const ours = own.map(words);
  const orders = [
    { order: 'reading', score: scoreOf(ours, layout.map(piecesAsRead).map(words)) },
    { order: 'raw', score: scoreOf(ours, raw.map(piecesOf).map(words)) },
  ];
  const { order, score } = orders.reduce((a, b) => (b.score.common > a.score.common ? b : a));
  const { common, ours: mine, theirs } = score;
  const maths = own.map((list, i) => tokensOf(list, values.all ? [] : (lines[i] ?? [])));
  const lost = score.differences.filter(lacksLigatures);
  const [ownLost, otherLost] = [
    lost.reduce((sum, { own: list }) => sum + list.length, 0),
    lost.reduce((sum, { other }) => sum + other.length, 0),
  ];
  const cells = [path.basename(file), order, common, mine, theirs, shareOf(common, mine, theirs)];
  const apart = maths.flat().length - (values.all ? 0 : mine);
  const rest = shareOf(common, mine - ownLost, theirs - otherLost);
  console.log([...cells, values.all ? 0 : apart, ownLost, rest].join('\t'));
  if (values.diff) console.log(score.differences.map(shown).join('\n'));
}

function shareOf(common: number, ours: number, theirs: number): string {
  const larger = Math.max(ours, theirs);
  return larger === 0 ? 'none' : `${((100 * common) / larger).toFixed(2)} %`;
}

function shown({ page, own, other }: Difference & { page: number }): string {
  return `  p${page} - ${own.join(' ')}  + ${other.join(' ')}`;
}

function scoreOf(ours: string[][], theirs: string[][]): Score {
  const score: Score = { common: 0, ours: 0, theirs: 0, differences: [] };
  for (const [i, own] of ours.entries()) {
    const other = theirs[i] ?? [];
    const { count, differences } = commonTokens(own, other);
    score.common += count;
    score.ours += own.length;
    score.theirs += other.length;
    score.differences.push(...differences.map((one) => ({ ...one, page: i + 1 })));
  }
  return score;
}

async function ownPages(file: string): Promise<OwnPage[]> {
  const task = getDocument({
    data: new Uint8Array(readFileSync(file)),
    standardFontDataUrl: `${assets}standard_fonts/`,
    cMapUrl: `${assets}cmaps/`,
    verbosity: 0,
    maxImageSize: 1,
  });
  const document = await task.promise.catch(() => undefined);
  const pages: OwnPage[] = [];
  const count = Math.min(document?.numPages ?? 0, Number(values.pages));
  for (let i = 0; i < count; i++) {
    const page = await document!.getPage(i + 1).catch(() => undefined);
    const glyphs = page ? await readPageGlyphs(page, OPS).catch(() => []) : [];
    const none = { pieces: [], maths: [] };
    pages.push(page ? ownPage(buildPageText(i, glyphs, viewOf(page)), page) : none);
    page?.cleanup();
  }
  await task.destroy();
  return pages;
}

function viewOf(page: PdfPageLike): Rect {
  return page.view as unknown as Rect;
}

/** The pieces of our text, broken words as they stand at the ends of their lines. */
function ownPage(page: PageText, proxy: PdfPageLike): OwnPage {
  const rotation = (((proxy.rotate % 360) + 360) % 360) as Viewport['rotation'];
  const matrix = viewportMatrix({ view: viewOf(proxy), rotation, scale: 1 });
  const pieces: Piece[] = [];
  const maths: LineBox[] = [];
  for (const [i, line] of page.lines.entries()) {
    const isBroken = line.end > line.start && page.lines[i + 1]?.start === line.end;
    const text = page.text.slice(line.start, line.end);
    for (const {
      0: word,
      index,
    } of `${text}${isBroken && !endsInHyphen(text) ? '-' : ''}`.matchAll(/\S+/gu)) {
      const start = line.start + index;
      const end = Math.min(start + word.length, line.end);
      const [x1, y1, x2, y2] = boundsOf(quadsOf(page, start, end));
      const corners = [
        applyMatrix(matrix, { x: x1, y: y1 }),
        applyMatrix(matrix, { x: x2, y: y2 }),
      ];
      const [a, b] = corners as [Point, Point];
      pieces.push({ text: word, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      if (hasScripts(page, start, end)) maths.push(grown(a, b));
    }
  }
  return { pieces, maths };
}

function endsInHyphen(text: string): boolean {
  return /[-\u2010\u2011\u00ad]$/u.test(text);
}

/** The box of two corners with room for scripts that are raised or lowered. */
function grown(a: Point, b: Point): LineBox {
  const air = 0.35 * Math.abs(a.y - b.y);
  const [top, bottom] = [Math.min(a.y, b.y) - air, Math.max(a.y, b.y) + air];
  return [Math.min(a.x, b.x), top, Math.max(a.x, b.x), bottom];
}

/** Whether a word has letters that are smaller than its others and raised or lowered. */
function hasScripts(page: PageText, start: number, end: number): boolean {
  const offsets = Array.from({ length: end - start }, (_, i) => start + i);
  const glyphs = offsets.flatMap((offset) => page.glyphs[page.glyphAt[offset]!] ?? []);
  const largest = glyphs.reduce((a, b) => (b.size > a.size ? b : a), glyphs[0]!);
  return glyphs.some((glyph) => {
    const { upX, upY } = largest;
    const rise = (glyph.x0 - largest.x0) * upX + (glyph.y0 - largest.y0) * upY;
    const isRaised = Math.abs(rise) > 0.1 * (upX * upX + upY * upY);
    return isRaised && glyph.size < 0.86 * largest.size && /\p{L}/u.test(glyph.unicode);
  });
}

/** The pages of poppler's list of boxes. */
function poppler(file: string, ...options: string[]): string[] {
  try {
    const html = execFileSync('pdftotext', [...options, '-cropbox', '-enc', 'UTF-8', file, '-'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return html.split('<page ').slice(1);
  } catch {
    return [];
  }
}

function elements(page: string, name: string): { box: LineBox; inner: string }[] {
  const tag = `<${name} xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">([^]*?)</${name}>`;
  return [...page.matchAll(new RegExp(tag, 'gu'))].map(([, x1, y1, x2, y2, inner]) => ({
    box: [Number(x1), Number(y1), Number(x2), Number(y2)],
    inner: inner!,
  }));
}

function piecesOf(page: string): Piece[] {
  return elements(page, 'word').map(({ box: [x1, y1, x2, y2], inner }) => ({
    text: unescaped(inner),
    x: (x1 + x2) / 2,
    y: (y1 + y2) / 2,
  }));
}

/** Poppler's boxes hold words and letters from left to right, whatever their script. */
function piecesAsRead(page: string): Piece[] {
  return elements(page, 'line').flatMap(({ inner }) => {
    const pieces = piecesOf(inner).map(turned);
    const backwards = pieces.filter(({ text }) => rightToLeftScript.test(text));
    return 2 * backwards.length > pieces.length ? pieces.reverse() : pieces;
  });
}

function turned(piece: Piece): Piece {
  if (!rightToLeftScript.test(piece.text)) return piece;
  return { ...piece, text: [...piece.text].reverse().join('') };
}

function proseLines(page: string): LineBox[] {
  return elements(page, 'line')
    .filter(({ inner }) => isProse(piecesOf(inner).map(({ text }) => text)))
    .map(({ box }) => box);
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&apos;|&#39;/gu, "'")
    .replaceAll('&amp;', '&');
}
