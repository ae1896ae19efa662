import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFHexString, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rect } from '../../../src-shared/pdf/index.ts';
import { annotationsOf, textIn } from './annotation-objects.ts';
import { makeCopy } from './copy.ts';
import { oneOfEach, overWords } from './test-marks.ts';
import { at, differing, has, rendered, within } from './test-pictures.ts';
import type { CopyAnswer, MarkToWrite } from './types.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'fixtures', 'pdf');
const WHOLE = [
  'labml__1706.03762',
  'docling__ocr_test_rotated_90',
  'docling__right_to_left_01',
  'pdfjs__rotation',
  'pdfjs__attachment',
  'pdfjs__tracemonkey_with_annotations',
  'refextract__1503.07589v1',
  'zotero__duplicatesMerge_annotated_1',
].filter((name) => existsSync(fixture(name)));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-copy-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function fixture(name: string): string {
  return join(FIXTURES, `${name}.pdf`);
}

function copyOf(
  source: string,
  marks: readonly MarkToWrite[],
  replaced: readonly string[] = [],
  name = 'copy.pdf',
): Promise<CopyAnswer> {
  const places = { part: join(folder, 'one.part'), target: join(folder, name) };
  return makeCopy({ kind: 'copy', source, ...places, marks, replaced });
}

const target = (): string => join(folder, 'copy.pdf');

/** A page of some size with lines of text, its box moved, cropped and turned. */
async function madePdf(turn: number, media: Rect, crop: Rect, plain = false): Promise<string> {
  const document = await PDFDocument.create();
  const page = document.addPage([media[2] - media[0], media[3] - media[1]]);
  page.setMediaBox(media[0], media[1], media[2] - media[0], media[3] - media[1]);
  page.setCropBox(crop[0], crop[1], crop[2] - crop[0], crop[3] - crop[1]);
  page.setRotation(degrees(turn));
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let line = 0; line < 30; line++)
    page.drawText('words of a page that stay where they are', {
      ...{ x: crop[0] + 20, y: crop[1] + 5 + line * 12, size: 9, font },
    });
  const path = join(folder, 'made.pdf');
  writeFileSync(path, await document.save({ useObjectStreams: !plain }));
  return path;
}

const WHITE = 0xffffff;

describe('makeCopy', () => {
  it('[MARK-7] writes what the standard asks of each kind, and our id', async () => {
    const media: Rect = [0, 0, 400, 400];
    const each = oneOfEach(50, 50);
    const source = await madePdf(0, media, media);
    const marks = each.map(({ mark }) => mark);
    expect(await copyOf(source, marks)).toMatchObject({ ok: true });
    const copy = await PDFDocument.load(readFileSync(target()));
    const found = [...annotationsOf(copy)];
    expect(found.map(({ name }) => name)).toEqual(marks.map(({ id }) => id));
    const subtypes = found.map(({ annotation }) => String(annotation.get(PDFName.of('Subtype'))));
    expect(subtypes).toEqual([
      ...['/Highlight', '/Underline', '/StrikeOut'],
      ...['/Square', '/Ink', '/Text'],
    ]);
    const [first] = found;
    expect(textIn(first!.annotation, 'Contents')).toBe('Grüße (an) alle — 你好\nzwei');
    expect(String(first!.annotation.get(PDFName.of('F')))).toBe('4');
    const [one, two] = marks[0]!.anchor.pages[0]!.quads;
    expect(String(first!.annotation.get(PDFName.of('QuadPoints')))).toBe(
      `[ ${[...one!, ...two!].join(' ')} ]`,
    );
    expect(first!.annotation.lookup(PDFName.of('CreationDate'))?.toString()).toContain('20261121');
  });

  it('[MARK-7] keeps every byte of the file, and leaves nothing else behind', async () => {
    const media: Rect = [0, 0, 400, 400];
    for (const plain of [true, false]) {
      const source = await madePdf(0, media, media, plain);
      const before = readFileSync(source);
      await copyOf(source, [oneOfEach(0, 0)[0]!.mark]);
      expect(readFileSync(source).equals(before)).toBe(true);
      expect(readFileSync(target()).subarray(0, before.length).equals(before)).toBe(true);
      const table = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(readFileSync(target(), 'latin1'))?.[1];
      const last = readFileSync(target(), 'latin1').slice(Number(table));
      expect(/^\s*xref/.test(last)).toBe(plain);
      expect(readdirSync(folder).sort()).toEqual(['copy.pdf', 'made.pdf']);
    }
  });

  it('[MARK-7] replaces annotations of ours that are in the file, and leaves out deleted ones', async () => {
    const media: Rect = [0, 0, 400, 400];
    const source = await madePdf(0, media, media);
    const marks = oneOfEach(0, 0).map(({ mark }) => mark);
    await copyOf(source, marks, [], 'first.pdf');
    const [changed, ...rest] = marks.slice(0, -1);
    const again = [{ ...changed!, colour: 'green' as const }, ...rest];
    const ids = marks.map(({ id }) => id);
    expect(await copyOf(join(folder, 'first.pdf'), again, ids)).toMatchObject({ ok: true });
    const copy = await PDFDocument.load(readFileSync(target()));
    expect([...annotationsOf(copy)].map(({ name }) => name)).toEqual(ids.slice(0, -1));
  });

  it('[MARK-7] refuses what is encrypted, signed or damaged, and writes nothing', async () => {
    const media: Rect = [0, 0, 400, 400];
    const signed = await PDFDocument.load(readFileSync(await madePdf(0, media, media)));
    const { context } = signed;
    context.register(context.obj({ ByteRange: [0, 1, 2, 3], Contents: PDFHexString.of('00') }));
    writeFileSync(join(folder, 'signed.pdf'), await signed.save());
    const locked = await PDFDocument.create();
    locked.addPage();
    locked.encrypt({ userPassword: 'secret', ownerPassword: 'secret' });
    writeFileSync(join(folder, 'locked.pdf'), await locked.save());
    writeFileSync(join(folder, 'damaged.pdf'), '%PDF-1.7\nnothing that a page could be');
    const marks = [oneOfEach(0, 0)[0]!.mark];
    const reasons = {
      signed: 'signed',
      locked: 'encrypted',
      damaged: 'damaged',
      none: 'disk-error',
    };
    for (const [name, reason] of Object.entries(reasons)) {
      const made = await copyOf(join(folder, `${name}.pdf`), marks);
      expect(made).toMatchObject({ ok: false, reason });
    }
    expect(readdirSync(folder).filter((name) => /copy|part/.test(name))).toEqual([]);
  });

  it('[MARK-7] gives no copy its name in which a mark is not where it should be', async () => {
    const media: Rect = [0, 0, 400, 400];
    const source = await madePdf(0, media, media);
    const broken = overWords({ id: 'x' }, [[10, 10, Number.NaN, 20]]);
    expect(await copyOf(source, [broken])).toMatchObject({ ok: false, reason: 'damaged' });
    expect(readdirSync(folder)).toEqual(['made.pdf']);
  });

  for (const turn of [0, 90, 180, 270] as const)
    it.skipIf(!has('pdftoppm'))(
      `[MARK-7] changes pixels where marks lie and nowhere else, turned by ${turn}°`,
      async () => {
        const [media, crop]: [Rect, Rect] = [
          [-30, 20, 470, 620],
          [40, 100, 340, 500],
        ];
        const source = await madePdf(turn, media, crop);
        const each = oneOfEach(50, 120);
        expect(
          await copyOf(
            source,
            each.map(({ mark }) => mark),
          ),
        ).toMatchObject({ ok: true });
        const [before, after] = [rendered(source, folder), rendered(target(), folder)];
        expect([after.width, after.height]).toEqual(turn % 180 === 0 ? [300, 400] : [400, 300]);
        // The sign of a note stays upright: it turns about its corner with the page.
        const reach = (kind: string): number => (kind === 'note' && turn !== 0 ? 18 : 2);
        const places = each.map(({ mark, around }) => within(crop, turn, around, reach(mark.kind)));
        const outside = (x: number, y: number): boolean => !places.some((is) => is(x, y));
        expect(differing(before, after, outside).differ).toBe(0);
        for (const [i, is] of places.entries())
          expect(differing(before, after, is).differ, each[i]!.mark.kind).toBeGreaterThan(40);
        const lines = each[0]!.mark.anchor.pages[0]!.quads;
        for (const [left, top, right, , , bottom] of lines) {
          const inner = within(crop, turn, [left, bottom, right, top], -1);
          const white = (x: number, y: number): boolean =>
            inner(x, y) && at(before, x, y) === WHITE;
          const { differ, all } = differing(before, after, white);
          expect(differ).toBe(all);
          expect(all).toBeGreaterThan(400);
        }
      },
    );

  for (const name of WHOLE) {
    it(`[MARK-7] writes into ${name} what other programs read`, async () => {
      const { mark } = oneOfEach(60, 100)[0]!;
      expect(await copyOf(fixture(name), [mark])).toMatchObject({ ok: true });
      if (has('qpdf')) {
        const check = (path: string) => spawnSync('qpdf', ['--check', path]).status;
        expect(check(target())).toBeLessThanOrEqual(check(fixture(name)) ?? 0);
      }
      if (has('pdftotext')) {
        const text = (path: string) => execFileSync('pdftotext', [path, '-'], { maxBuffer: 1e8 });
        expect(text(target()).equals(text(fixture(name)))).toBe(true);
      }
      if (has('mutool')) {
        const seen = spawnSync('mutool', ['show', target(), 'pages/1/Annots/*/NM']).stdout;
        expect(String(seen)).toContain(mark.id);
      }
    }, 30_000);
  }
});
