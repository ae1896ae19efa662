import { readFile } from 'node:fs/promises';
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { addPdf, openAdded } from './pages/added-pdf.ts';
import { openPaper } from './pages/open-paper.ts';

/** One page with a highlight of its own over its line. */
async function markedPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([612, 792]);
  const text = 'A line of words that are marked.';
  page.drawText(text, { x: 72, y: 700, size: 12, font });
  const [left, bottom, right, top] = [72, 697, 72 + font.widthOfTextAtSize(text, 12), 710];
  const highlight = {
    ...{ Type: 'Annot', Subtype: 'Highlight', C: [1, 0.9, 0.3], F: 4 },
    Rect: [left, bottom, right, top],
    QuadPoints: [left, top, right, top, left, bottom, right, bottom],
  };
  const mark = pdf.context.register(pdf.context.obj(highlight));
  page.node.set(PDFName.of('Annots'), pdf.context.obj([mark]));
  return pdf.save();
}

test('[MARK-7] a copy of the PDF with its marks is saved from the reader', async ({ app }) => {
  const { page } = app;
  const reader = await openPaper(page);
  const [line] = (await reader.bodyLines()).filter(({ text }) => /^[A-Z a-z,]+[a-z]$/.test(text));
  if (!line) throw new Error('no line to mark');
  await reader.drag(line);
  await page.getByRole('toolbar', { name: 'Selected text' }).waitFor();
  await page.keyboard.press('3');
  await expect(reader.highlights).toHaveCount(1);
  await reader.saved();
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').last().fill('copy of the PDF');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toMatch(/^arxiv-[\d.]+-annotated\.pdf$/);
  const copy = await readFile(await download.path(), 'latin1');
  expect(copy.startsWith('%PDF-')).toBe(true);
  await expect(page.getByText('A copy with 1 mark is saved.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Marks in this PDF' })).toBeHidden();
  await expectCleanInBothThemes(page);
});

test('[MARK-6] marks that a PDF has of its own are named in the list, and taken over from it', async ({
  app,
}) => {
  const { page } = app;
  const reader = await openAdded(page, await addPdf(app, await markedPdf()));
  await expect(page.getByRole('region', { name: 'Marks in this PDF' })).toBeVisible();
  await expect(reader.side).toContainText('a mark of its own, which shows on its page');
  await expectCleanInBothThemes(page);
  await reader.side.getByRole('button', { name: 'Take over' }).click();
  await expect(reader.highlights).toHaveCount(1);
  await expect(reader.highlights).toContainText('A line of words that are marked.');
});
