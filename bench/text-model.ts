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
  quadsOf,
  type Rect,
  readPageGlyphs,
  type Viewport,
  viewportMatrix,
} from '../src-shared/pdf/index.ts';
import { commonTokens, isProse, type LineBox, type Piece, tokensOf } from './text-tokens.ts';

const folder = path.resolve('..', 'shared', 'fixtures', 'pdf');
const assets = path.join(path.resolve('node_modules', 'pdfjs-dist'), path.sep);

const rightToLeftScript = /[\u0590-\u08ff]/u;

const HELP = `node bench/text-model.ts [--all] [--diff] [--pages N] [FILE…]
Compares the text model's words with those of poppler's pdftotext, in its own reading order and in
the order in which the page draws them (-raw); the order that agrees better counts, file by file.
  agreement   longest common subsequence of words, page by page, over the larger count of words
  --all       every line counts, those of figures, tables and formulas too
  --diff      also prints the words that differ, page by page, against the better order
  --pages N   only the first N pages
Lines that count are found in poppler's layout; text-tokens.ts says which, and what is a word.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    diff: { type: 'boolean', default: false },
    pages: { type: 'string', default: 'Infinity' },
    help: { type: 'boolean', default: false },
  },
});

type Score = { common: number; ours: number; theirs: number; differences: string[] };

if (values.help) console.log(HELP);
else await run();

async function run(): Promise<void> {
  console.log('file\torder\tcommon\tours\ttheirs\tagreement');
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
    tokensOf(list, values.all ? undefined : (lines[i] ?? []));
  const ours = pages.map(words);
  const orders = [
    { order: 'reading', score: scoreOf(ours, layout.map(piecesAsRead).map(words)) },
    { order: 'raw', score: scoreOf(ours, raw.map(piecesOf).map(words)) },
  ];
  const { order, score } = orders.reduce((a, b) => (b.score.common > a.score.common ? b : a));
  const larger = Math.max(score.ours, score.theirs);
  const share = larger === 0 ? 'none' : `${((100 * score.common) / larger).toFixed(2)} %`;
  const cells = [path.basename(file), order, score.common, score.ours, score.theirs, share];
  console.log(cells.join('\t'));
  if (values.diff) console.log(score.differences.join('\n'));
}

function scoreOf(ours: string[][], theirs: string[][]): Score {
  const score: Score = { common: 0, ours: 0, theirs: 0, differences: [] };
  for (const [i, own] of ours.entries()) {
    const other = theirs[i] ?? [];
    const { count, differences } = commonTokens(own, other);
    score.common += count;
    score.ours += own.length;
    score.theirs += other.length;
    score.differences.push(...differences.map((line) => `  p${i + 1} ${line}`));
  }
  return score;
}

async function ownPages(file: string): Promise<Piece[][]> {
  const task = getDocument({
    data: new Uint8Array(readFileSync(file)),
    standardFontDataUrl: `${assets}standard_fonts/`,
    cMapUrl: `${assets}cmaps/`,
    verbosity: 0,
    maxImageSize: 1,
  });
  const document = await task.promise.catch(() => undefined);
  const pages: Piece[][] = [];
  const count = Math.min(document?.numPages ?? 0, Number(values.pages));
  for (let i = 0; i < count; i++) {
    const page = await document!.getPage(i + 1).catch(() => undefined);
    const glyphs = page ? await readPageGlyphs(page, OPS).catch(() => []) : [];
    pages.push(page ? ownPieces(buildPageText(i, glyphs, viewOf(page)), page) : []);
    page?.cleanup();
  }
  await task.destroy();
  return pages;
}

function viewOf(page: PdfPageLike): Rect {
  return page.view as unknown as Rect;
}

/** The pieces of our text, broken words as they stand at the ends of their lines. */
function ownPieces(page: PageText, proxy: PdfPageLike): Piece[] {
  const rotation = (((proxy.rotate % 360) + 360) % 360) as Viewport['rotation'];
  const matrix = viewportMatrix({ view: viewOf(proxy), rotation, scale: 1 });
  return page.lines.flatMap((line, i) => {
    const isBroken = line.end > line.start && page.lines[i + 1]?.start === line.end;
    const text = page.text.slice(line.start, line.end) + (isBroken ? '-' : '');
    return [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => {
      const start = line.start + index;
      const [x1, y1, x2, y2] = boundsOf(
        quadsOf(page, start, Math.min(start + word.length, line.end)),
      );
      return { text: word, ...applyMatrix(matrix, { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }) };
    });
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
