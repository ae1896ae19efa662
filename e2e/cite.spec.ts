import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';

const APA = join(import.meta.dirname, '..', 'resources', 'csl', 'apa.csl');

test('[XFER-1] papers are cited in a style, as BibTeX, and saved as a file', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(0);
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Cite 1 paper' });
  const preview = dialog.getByRole('textbox', { name: 'Preview' });
  await expect(preview).toHaveValue(/\(\d{4}\)\..*https:\/\/doi\.org\/10\.48550/, {
    timeout: 20_000,
  });
  await expect(dialog.getByText(/^In the text: \(/)).toBeVisible();
  await expectClean(page);
  await dialog.getByRole('combobox', { name: 'Style' }).selectOption('ieee');
  await expect(preview).toHaveValue(/^\[1\] /);
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('bibtex');
  await expect(preview).toHaveValue(/^@misc\{.*archivePrefix = \{arXiv\}/s);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save as file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('references.bib');
  expect(await readFile(await download.path(), 'utf8')).toBe(await preview.inputValue());
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByRole('status').last()).toHaveText('References to 1 paper copied');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Shift+C');
  await expect(page.getByText('References to 1 paper copied')).toBeVisible();
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: /^Search/ });
  // The word of the copy before may still be there: what is in the clipboard tells.
  await expect(async () => {
    await box.fill('');
    await box.press('ControlOrMeta+v');
    expect(await box.inputValue()).toMatch(/\(\d{4}\)\./);
  }).toPass();
});

test('[XFER-1] a style of the user is added, and used from then on', async ({ app }) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  await page.keyboard.press('ControlOrMeta+,');
  const group = page
    .getByRole('region', { name: 'Citations' })
    .or(page.locator('section').filter({ has: page.getByRole('heading', { name: 'Citations' }) }));
  const csl = (await readFile(APA, 'utf8'))
    .replaceAll('offprint.invalid/csl/apa', 'example.org/mine')
    .replace(/<title>[^<]*/, '<title>A Style of My Own');
  const file = (buffer: string) => [
    { name: 'mine.csl', mimeType: 'text/xml', buffer: Buffer.from(buffer) },
  ];
  const input = group.locator('input[type=file]');
  await input.setInputFiles(file('no style'));
  await expect(group.getByRole('status')).toContainText('is no CSL style', { timeout: 20_000 });
  await input.setInputFiles(file(csl));
  await expect(group.getByRole('status')).toHaveText('“A Style of My Own” was added.');
  await group.getByRole('combobox', { name: 'Usual style' }).selectOption('mine');
  await expectClean(page);
  await app.restart();
  await new LibraryPage(app.page).ready();
  await app.page.keyboard.press('ControlOrMeta+,');
  await expect(app.page.getByRole('combobox', { name: 'Usual style' })).toHaveValue('mine');
});
