import { readFile } from 'node:fs/promises';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

test('[MARK-7] a copy of the PDF with its marks is saved from the reader', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(1);
  await library.read();
  const reader = new ReaderPage(page);
  await reader.ready();
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
});
