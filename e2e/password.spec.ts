import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { addPdf, openTabOf } from './pages/added-pdf.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

async function protectedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  for (let line = 0; line < 10; line++)
    page.drawText(`A line of words that are nobody's business, number ${line}.`, {
      ...{ x: 72, y: 700 - 16 * line, size: 11, font },
    });
  document.encrypt({ userPassword: 'open sesame', ownerPassword: 'its owner' });
  return document.save();
}

test('[READ-7] a protected PDF asks for its password, and keeps it only if told to', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await openTabOf(page, await addPdf(app, await protectedPdf()));

  const field = page.getByLabel('Password', { exact: true });
  await expect(field).toBeFocused();
  await expectClean(page);
  await field.fill('open barley');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toContainText('not its password');
  await field.fill('open sesame');
  await field.press('Enter');
  const reader = new ReaderPage(page);
  await reader.ready();
  await page.keyboard.press('Control+w');
  await library.list.focus();
  await page.keyboard.press('Enter');
  await expect(field).toBeVisible();

  await field.fill('open sesame');
  await page.getByLabel(/^Remember/).check();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await reader.ready();
  await page.keyboard.press('Control+w');
  await library.list.focus();
  await page.keyboard.press('Enter');
  await reader.ready();
});
