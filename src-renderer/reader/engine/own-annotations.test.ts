import { join } from 'node:path';
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { AnnotationMode, getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it, vi } from 'vitest';
import { OwnAnnotations } from './own-annotations.ts';

/** A page with two highlights that have appearances of their own; pdf.js's names for them. */
async function withTwoHighlights(): Promise<{ bytes: Uint8Array; ids: string[] }> {
  const document = await PDFDocument.create();
  const page = document.addPage([400, 400]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  page.drawText('words that are marked', { x: 50, y: 200, size: 12, font });
  const { context } = document;
  const refs = [0, 1].map((line) => {
    const [low, high] = [200 + 20 * line, 212 + 20 * line];
    const look = context.stream(`1 1 0 rg 50 ${low} 100 12 re f`, {
      ...{ Type: 'XObject', Subtype: 'Form', BBox: [50, low, 150, high] },
    });
    return context.register(
      context.obj({
        ...{ Type: 'Annot', Subtype: 'Highlight', F: 4, Rect: [50, low, 150, high] },
        QuadPoints: [50, high, 150, high, 50, low, 150, low],
        AP: { N: context.register(look) },
      }),
    );
  });
  page.node.set(PDFName.of('Annots'), context.obj(refs));
  const bytes = await document.save({ useObjectStreams: false });
  return { bytes, ids: refs.map((ref) => `${ref.objectNumber}R`) };
}

it('[MARK-6] leaves out of the drawing what was taken over, and nothing else', async () => {
  const { bytes, ids } = await withTwoHighlights();
  const fonts = join(import.meta.dirname, '../../../node_modules/pdfjs-dist/standard_fonts/');
  const task = getDocument({ data: bytes, standardFontDataUrl: fonts, verbosity: 0 });
  const pdf = await task.promise;
  const page = await pdf.getPage(1);
  const own = new OwnAnnotations(pdf.annotationStorage);
  const changed = vi.fn();
  own.onChange = changed;
  const drawn = async (): Promise<string[]> => {
    const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: own.mode });
    return argsArray.flatMap((args, i) => (fnArray[i] === OPS.beginAnnotation ? args[0] : []));
  };
  expect(own.mode).toBe(AnnotationMode.ENABLE);
  expect(await drawn()).toEqual(ids);
  const before = own.key;
  own.hide([ids[0]!]);
  expect(own.mode).toBe(AnnotationMode.ENABLE_STORAGE);
  expect(await drawn()).toEqual([ids[1]]);
  expect(own.key).not.toBe(before);
  own.hide([ids[0]!]);
  expect(changed).toHaveBeenCalledTimes(1);
  own.hide([ids[1]!]);
  expect(await drawn()).toEqual([ids[0]]);
  own.hide([]);
  expect(await drawn()).toEqual(ids);
  await task.destroy();
});
