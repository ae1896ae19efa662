import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import {
  boundsOf,
  buildPageText,
  createAnchor,
  type PageText,
  type Rect,
  readPageGlyphs,
} from '../../../src-shared/pdf/index.ts';
import { openPdf } from '../pdf-document/index.ts';
import { makeCopy } from './copy.ts';
import { overWords } from './test-marks.ts';
import { differing, has, rendered, within } from './test-pictures.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'fixtures', 'pdf');
const FILES = [
  'labml__1706.03762',
  'labml__2204.02311',
  'pdfjs__tracemonkey',
  'pwl__okapi-at-trec3',
  'refextract__1503.07589v1',
]
  .map((name) => join(FIXTURES, `${name}.pdf`))
  .filter((path) => existsSync(path));
const KINDS = ['highlight', 'underline', 'strikeout'] as const;
const SUBTYPES = ['Highlight', 'Underline', 'StrikeOut'];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-proof-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

type FirstPage = {
  readonly text: PageText;
  readonly view: Rect;
  readonly rotation: 0 | 90 | 180 | 270;
};

async function firstPage(path: string): Promise<FirstPage> {
  const opened = await openPdf(path);
  if (!opened.ok) throw new Error(opened.reason);
  const page = await opened.document.getPage(1);
  const view = page.view as unknown as Rect;
  const text = buildPageText(0, await readPageGlyphs(page, OPS), view);
  const { rotate } = page;
  await opened.close();
  return { text, view, rotation: rotate as FirstPage['rotation'] };
}

/** A mark of each kind over the words of a line of the page, lines apart from each other. */
function marksOver(text: PageText): Annotation[] {
  const lines = text.lines.filter(({ start, end }) => end - start > 15);
  return KINDS.map((kind, i) => {
    const { start, end } = lines[Math.floor(((i + 0.5) * lines.length) / KINDS.length)]!;
    const point = (offset: number) => ({ page: 0, offset });
    const anchor = createAnchor(() => text, { start: point(start), end: point(end) })!;
    const id = `7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a2${i}`;
    return overWords({ id, kind, anchor, tags: ['tag'], comment: 'ü — 你好 🙂' }, []);
  });
}

type Listed = { readonly id: string; readonly subtype: string; readonly quads: readonly number[] };

const numbersIn = (words = ''): number[] => words.trim().split(/\s+/).map(Number);

/** What mutool lists of the first page. */
function byMutool(path: string): Listed[] {
  const shown = execFileSync('mutool', ['show', path, 'pages/1/Annots/*'], { encoding: 'utf8' });
  return shown.split('endobj').flatMap((object) => {
    const id = /\/NM \((.*?)\)/.exec(object)?.[1];
    const subtype = /\/Subtype \/(\w+)/.exec(object)?.[1];
    const quads = numbersIn(/\/QuadPoints \[([^\]]*)\]/.exec(object)?.[1]);
    return id && subtype ? [{ id, subtype, quads }] : [];
  });
}

type Dictionary = Readonly<Record<string, unknown>>;

/** What qpdf lists of the file. */
function byQpdf(path: string): Listed[] {
  const json = spawnSync('qpdf', ['--json=2', '--json-key=qpdf', path], { maxBuffer: 2 ** 28 });
  const { qpdf } = JSON.parse(String(json.stdout)) as { qpdf: [unknown, Dictionary] };
  return Object.values(qpdf[1]).flatMap((object) => {
    const value = (object as { value?: Dictionary }).value;
    if (value === null || typeof value !== 'object' || value['/Type'] !== '/Annot') return [];
    const { '/NM': name, '/Subtype': subtype, '/QuadPoints': quads = [] } = value;
    const id = String(name).replace(/^u:/, '');
    return [{ id, subtype: String(subtype).slice(1), quads: quads as number[] }];
  });
}

function expectListed(listed: readonly Listed[], marks: readonly Annotation[]): void {
  for (const [i, mark] of marks.entries()) {
    const one = listed.find(({ id }) => id === mark.id);
    const quads = mark.anchor.pages.flatMap((page) => page.quads).flat();
    expect(one?.subtype).toBe(SUBTYPES[i]);
    expect(one?.quads).toHaveLength(quads.length);
    for (const [n, value] of quads.entries()) expect(one?.quads[n]).toBeCloseTo(value, 2);
  }
}

async function expectProven(source: string): Promise<void> {
  const { text, view, rotation } = await firstPage(source);
  const marks = marksOver(text);
  const target = join(folder, 'copy.pdf');
  const part = join(folder, 'copy.part');
  expect(await makeCopy({ kind: 'copy', source, part, target, marks, replaced: [] })).toMatchObject(
    { ok: true, marks: marks.length },
  );
  if (has('qpdf')) {
    const { status, stderr } = spawnSync('qpdf', ['--check', target], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expectListed(byQpdf(target), marks);
  }
  if (has('mutool')) expectListed(byMutool(target), marks);
  if (!has('pdftoppm')) return;
  const [before, after] = [rendered(source, folder), rendered(target, folder)];
  const places = marks.map(({ anchor }) =>
    within(view, rotation, boundsOf(anchor.pages.flatMap(({ quads }) => quads)), 2),
  );
  const outside = (x: number, y: number): boolean => !places.some((is) => is(x, y));
  expect(differing(before, after, outside).differ).toBe(0);
  for (const [i, is] of places.entries())
    expect(differing(before, after, is).differ, KINDS[i]).toBeGreaterThan(40);
}

/** A page whose box is moved, cropped and turned. */
async function turnedPdf(turn: number): Promise<string> {
  const document = await PDFDocument.create();
  const page = document.addPage([500, 600]);
  page.setMediaBox(-30, 20, 500, 600);
  page.setCropBox(40, 100, 300, 400);
  page.setRotation(degrees(turn));
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let line = 0; line < 12; line++)
    page.drawText(`words of line ${line} that stay where they are`, {
      ...{ x: 60, y: 120 + line * 30, size: 10, font },
    });
  const path = join(folder, 'turned.pdf');
  writeFileSync(path, await document.save());
  return path;
}

describe('an exported copy as poppler, qpdf and mutool see it', () => {
  for (const path of FILES)
    it(`[MARK-7] shows marks over the words of ${path.slice(FIXTURES.length + 1)}, and nothing else anew`, async () => {
      await expectProven(path);
    }, 60_000);

  for (const turn of [0, 90, 180, 270])
    it(`[MARK-7] shows marks over the words of a cropped page turned by ${turn}°`, async () => {
      await expectProven(await turnedPdf(turn));
    }, 60_000);
});
