import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { makePdf } from './made-files.ts';
import { LibraryPage } from './pages/library-page.ts';

const LISTING = [
  'Daily Papers',
  'byAK and the research community',
  '',
  ...['First', 'Second', 'Third'].flatMap((name) => [
    `${name} Steps Towards Listings That Nobody Saw`,
    '',
    `We study how ${name.toLowerCase()} steps fare on pages that were saved by hand. Experiments on three corpora show consistent gains over strong baselines, and an analysis tells where they come from.`,
    '',
  ]),
].join('\n');

test('[LIB-7] a paper goes to the trash by key, comes back by undo and by the trash', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const paperId = await library.select(0);
  await page.keyboard.press('Delete');
  await expect(library.row(paperId)).toHaveCount(0);
  await library.list.focus();
  await page.keyboard.press('Control+z');
  await expect(library.row(paperId)).toBeVisible();

  await library.row(paperId).click();
  await library.detailed();
  const title = await library.details.getByRole('heading').first().innerText();
  await page.keyboard.press('Delete');
  await library.show('Trash');
  const trash = page.getByRole('region', { name: 'Trash' });
  await expect(trash.getByRole('listitem')).toContainText(title);
  await trash.getByRole('button', { name: /^Put back/ }).click();
  await expect(trash).toContainText('The trash is empty.');
  await library.show('Today');
  await expect(library.row(paperId)).toBeVisible();
});

test('[LIB-7] what is deleted for ever is asked about first, and is gone', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const paperId = await library.select(0);
  await page.keyboard.press('Delete');
  await library.show('Trash');
  const trash = page.getByRole('region', { name: 'Trash' });
  await trash.getByRole('button', { name: 'Empty the trash…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(trash.getByRole('listitem')).toHaveCount(1);
  await expectClean(page);
  await trash.getByRole('button', { name: /^Delete for ever/ }).click();
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(trash).toContainText('The trash is empty.');
  await app.restart();
  await new LibraryPage(app.page).show('Today');
  await new LibraryPage(app.page).ready();
  await expect(new LibraryPage(app.page).row(paperId)).toHaveCount(0);
});

test('[LIST-7] saved listings and PDFs are taken in from files, with a report in words', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const files = [
    { name: 'page.txt', mimeType: 'text/plain', buffer: Buffer.from(LISTING) },
    {
      name: 'own.pdf',
      mimeType: 'application/pdf',
      buffer: makePdf('An Own Paper Without a Stamp'),
    },
    { name: 'photo.pdf', mimeType: 'application/pdf', buffer: Buffer.from([0xff, 0xd8, 0xff]) },
  ];
  await page.locator('input[type=file]').setInputFiles(files);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  await expect(dialog.getByRole('status')).toContainText('3 files, 4 papers, 4 new', {
    timeout: 30_000,
  });
  await expect(dialog.getByRole('listitem').first()).toContainText('3 papers, 3 new');
  await expect(dialog.getByRole('listitem').last()).toContainText('Not recognised');
  await expectClean(page);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.locator('input[type=file]').setInputFiles(files);
  await expect(dialog.getByRole('status')).toContainText('3 files, 4 papers, 0 new', {
    timeout: 30_000,
  });
  await page.keyboard.press('Escape');
  await library.show('Added');
  await expect(library.rows).toHaveCount(4);
});

test('[LIST-7] files that are dropped anywhere on the window are taken in', async ({ app }) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.txt', { type: 'text/plain' }));
    return transfer;
  }, LISTING);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await expect(page.getByText('Drop to import')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(page.getByRole('dialog', { name: 'Import' })).toContainText('3 papers, 3 new');
});

test('[LIST-9] an upstream is searched, and a result is one key from the library', async ({
  app,
}) => {
  const { page, upstream } = app;
  const library = new LibraryPage(page);
  await library.ready();
  // Featured before the days that are read at the start, so that the library does not have it.
  const old = upstream.papersOn(upstream.days[0]!)[0]!;
  await library.show('Find online');
  await page.keyboard.type(old.title);
  await page.keyboard.press('Enter');
  const results = page.getByRole('listbox', { name: /^Results from Hugging Face/ });
  await expect(results.getByRole('option').first()).toContainText(old.title);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Added to your library' })).toBeVisible();
  await expect(results.getByRole('option').first()).toContainText('in your library');
  await expectClean(page);
  await library.show('Added');
  await expect(library.row(`arxiv:${old.id}`)).toBeVisible();
});

test('[LIST-9] a search that fails says why, and can be tried again', async ({ app }) => {
  const { page, upstream } = app;
  const library = new LibraryPage(page);
  await library.ready();
  upstream.setFaults([
    {
      kind: 'status',
      match: '/api/papers/search',
      code: 429,
      headers: { 'retry-after': '600' },
      times: 1,
    },
  ]);
  await library.show('Find online');
  await page.keyboard.type('attention');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(/asked us to wait until \d\d:\d\d/);
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('[LIST-6] details bring what is linked, and the picture, from disk', async ({ app }) => {
  const { page, upstream } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(0);
  await expect(library.details.getByRole('heading', { name: 'On Hugging Face' })).toBeVisible({
    timeout: 15_000,
  });
  const picture = library.details.locator('img');
  await expect(picture).toBeVisible();
  await expect(picture).toHaveAttribute('src', /^\/thumbnails\//);
  const isAsked = () => upstream.requests.some(({ path }) => path.startsWith('/thumbnails/'));
  await expect.poll(isAsked).toBe(true);
});
