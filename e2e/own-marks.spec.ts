import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import type { Locator } from '@playwright/test';
import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { addPdf, openAdded } from './pages/added-pdf.ts';
import { ReaderPage } from './pages/reader-page.ts';

/** Of the highlight that the file has of its own: as nothing else on the page is. */
const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;

/** A page of words with a red highlight, and a blue stamp, which is no mark. */
async function withOwnMarks(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle('A paper that somebody marked before');
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  for (let line = 0; line < 10; line++)
    page.drawText(`A line of plain words, number ${line}.`, {
      ...{ x: 72, y: 700 - 16 * line, size: 11, font },
    });
  const { context } = document;
  const annotation = (subtype: string, low: number, colour: readonly number[]) => {
    const rect = [72, low, 230, low + 14];
    const paint = `${colour.map((part) => part / 255).join(' ')} rg 72 ${low} 158 14 re f`;
    const look = context.stream(paint, { Type: 'XObject', Subtype: 'Form', BBox: rect });
    return context.register(
      context.obj({
        ...{ Type: 'Annot', Subtype: subtype, F: 4, Rect: rect, C: colour },
        QuadPoints: [72, low + 14, 230, low + 14, 72, low, 230, low],
        AP: { N: context.register(look) },
      }),
    );
  };
  const list = [annotation('Highlight', 665, RED), annotation('Stamp', 633, BLUE)];
  page.node.set(PDFName.of('Annots'), context.obj(list));
  return document.save();
}

/** How many pixels of the page's drawing have a colour; -1 while there is no drawing. */
function pixelsOf(pages: Locator, colour: readonly number[]): Promise<number> {
  // A canvas that was found before may have been replaced by now.
  return pages.evaluate((scroller, [red, green, blue]) => {
    const canvas = scroller.querySelector<HTMLCanvasElement>('canvas.offprint-canvas');
    if (!canvas || canvas.width === 0) return -1;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4)
      if (data[i] === red && data[i + 1] === green && data[i + 2] === blue) count++;
    return count;
  }, colour);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`[MARK-6] marks of the PDF are taken over once and seen once, ${colorScheme}`, async ({
    app,
  }) => {
    const id = await addPdf(app, await withOwnMarks());
    await app.page.emulateMedia({ colorScheme });
    const reader = await openAdded(app.page, id);
    const banner = app.page.getByRole('region', { name: 'Marks in this PDF' });
    await expect(banner).toContainText('This PDF has 1 mark of its own.');
    await expect.poll(() => pixelsOf(reader.pages, RED)).toBeGreaterThan(1000);
    const stamp = await pixelsOf(reader.pages, BLUE);
    expect(stamp).toBeGreaterThan(1000);
    await expectClean(app.page);

    const takeOver = banner.getByRole('button', { name: 'Take over' });
    await takeOver.focus();
    await app.page.keyboard.press('Enter');
    await expect(banner).toBeHidden();
    await expect(reader.highlights).toHaveCount(1);
    await expect(app.page.locator('[data-mark]')).toHaveCount(1);
    await expect.poll(() => pixelsOf(reader.pages, RED)).toBe(0);
    expect(await pixelsOf(reader.pages, BLUE)).toBe(stamp);

    // Deleted, it is gone: neither painted by the file again nor offered anew.
    await reader.highlights.getByRole('button', { name: /highlight, page/ }).focus();
    await app.page.keyboard.press('Delete');
    await expect(reader.highlights).toHaveCount(0);
    await reader.saved();
    await app.restart();
    const again = new ReaderPage(app.page);
    await again.ready();
    await expect.poll(() => pixelsOf(again.pages, RED)).toBe(0);
    expect(await pixelsOf(again.pages, BLUE)).toBeGreaterThan(1000);
    await expect(app.page.getByRole('region', { name: 'Marks in this PDF' })).toBeHidden();
    await expect(again.highlights).toHaveCount(0);
  });
