import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { makePdf } from './made-files.ts';
import { LibraryPage } from './pages/library-page.ts';

const options = { timeout: 30_000 };

/** The id of the paper that is selected in the list. */
const selectedId = (library: LibraryPage) =>
  library.list.locator('[aria-selected=true]').getAttribute('data-paper-id');

const focusedName = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
  });

test('[LIB-7] Delete goes on to the next paper; Undo takes removals and stars back in order', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  // A listing that is still arriving puts papers between those that are here.
  await expect(library.status).toContainText('Listings up to date');
  const ids = await library.rows.evaluateAll((rows) =>
    rows.slice(0, 4).map((row) => row.getAttribute('data-paper-id') ?? ''),
  );
  await library.row(ids[0]!).click();
  await page.keyboard.press('s');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  await page.keyboard.press('s');
  await page.keyboard.press('Delete');
  for (const id of ids.slice(0, 3)) await expect(library.row(id)).toHaveCount(0);
  await expect.poll(() => selectedId(library)).toBe(ids[3]);
  await expect(library.list).toBeFocused();
  // The third removal, its star, the second removal: the first paper stays where it is.
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z');
  await expect(library.row(ids[1]!)).toBeVisible();
  await expect(library.row(ids[2]!)).toBeVisible();
  await expect(library.row(ids[2]!).getByRole('img', { name: 'Starred' })).toHaveCount(0);
  await expect(library.row(ids[0]!)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(library.row(ids[0]!).getByRole('img', { name: 'Starred' })).toBeVisible();
});

test('[LIB-7] the trash is used by keys alone, and what is gone for ever stays gone', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const first = await library.select(0);
  await page.keyboard.press('s');
  for (let count = 0; count < 3; count++) await page.keyboard.press('Delete');
  await library.show('Trash');
  const trash = page.getByRole('region', { name: 'Trash' });
  const items = trash.getByRole('listitem');
  await expect(items).toHaveCount(3);
  const names = await trash
    .getByRole('button', { name: /^Put back/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
  await items.first().getByRole('button').first().focus();
  await page.keyboard.press('j');
  expect(await focusedName(page)).toBe(names[1]);
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(2);
  await expect(trash.getByRole('status')).toHaveText(/^Put back paper:/);
  await expect.poll(() => focusedName(page)).toBe(names[2]);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(1);
  await items
    .first()
    .getByRole('button', { name: /^Delete for ever/ })
    .focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Keep' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(trash).toContainText('The trash is empty.');
  await expect(trash.getByRole('heading', { level: 1 })).toBeFocused();
  // Undo takes back what was done to the others; the paper that was let go stays away.
  for (let step = 0; step < 5; step++) await page.keyboard.press('Control+z');
  await library.show('All papers');
  await library.ready();
  await expect(library.row(first)).toHaveCount(0);
  await library.show('Trash');
  await expect(page.getByText('The trash is empty.')).toBeVisible();
});

test('[LIB-7] Delete in a field deletes letters, never a paper', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('star');
  for (const key of ['Delete', 'Backspace', 'Control+Backspace', 'Control+Delete'])
    await page.keyboard.press(key);
  await page.keyboard.press('Escape');
  await library.details.getByRole('combobox').focus();
  await page.keyboard.press('Delete');
  await library.show('Find online');
  await page.keyboard.type('word');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Backspace');
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await library.show('Trash');
  await expect(page.getByText('The trash is empty.')).toBeVisible();
});

test('[LIST-8] results are walked through and added by keys; an id is found wherever it is', async ({
  app,
}) => {
  const { page, upstream } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.show('Find online');
  const old = upstream.papersOn(upstream.days[0]!)[0]!;
  upstream.setFaults([{ kind: 'status', match: `/api/papers/${old.id}`, code: 404, times: 9 }]);
  await page.keyboard.type(`https://arxiv.org/abs/${old.id}v1`);
  await page.keyboard.press('Enter');
  const results = page.getByRole('listbox', { name: /^Results from/ });
  await expect(results.getByRole('option')).toContainText(old.title);
  await expect(page.getByRole('status').filter({ hasText: 'does not have this id' })).toBeVisible();
  upstream.setFaults([]);

  await page.getByRole('radio', { name: 'arXiv' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('searchbox').fill('we');
  await page.keyboard.press('Enter');
  const more = page.getByRole('button', { name: 'Show more' });
  await expect(more).toBeVisible(options);
  const before = await results.getByRole('option').count();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await expect(results.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(results.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await more.click();
  await expect(results.getByRole('option').nth(before)).toHaveAttribute('aria-selected', 'true');
  await expect(results).toBeFocused();
  await page.keyboard.press('Enter');
  const status = page.getByRole('status').filter({ hasText: 'Added to your library' });
  await expect(status).toBeVisible();
  // What has gone to the trash since is put back, not shown as an empty place.
  await page.keyboard.press('Enter');
  await library.ready();
  await expect(library.details.getByRole('heading').first()).toBeVisible();
});

test('[LIST-4] what an upstream put off is asked again at its time, unasked', async ({ app }) => {
  const { page, upstream } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const headers = { 'retry-after': '12' };
  const match = '/api/papers/search';
  upstream.setFaults([{ kind: 'status', match, code: 429, headers, times: 1 }]);
  await library.show('Find online');
  await page.keyboard.type('a');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('asked us to wait until');
  await expect(page.getByRole('listbox', { name: /^Results/ })).toBeVisible(options);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('[LIST-7] a running import goes on in the background, is stopped, and takes a second drop', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const folder = join(app.dataDir, 'given');
  await mkdir(folder);
  const big = join(folder, 'big.pdf');
  await writeFile(big, Buffer.concat([makePdf('A Big One'), Buffer.alloc(150_000_000, 0x20)]));
  const small = join(folder, 'small.pdf');
  await writeFile(small, makePdf('A Small Own Paper'));
  const input = page.locator('input[type=file]');
  await input.setInputFiles([big, small]);
  const dialog = page.getByRole('dialog', { name: 'Import' });
  const hide = dialog.getByRole('button', { name: 'Go on in the background' });
  await expect(hide).toBeFocused();
  await page.keyboard.press('Enter');
  const running = library.status.getByRole('button', { name: /^Importing 0 of 2 files/ });
  await expect(running).toBeVisible();
  await input.setInputFiles([small]);
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByRole('status')).toContainText('3 files, ', options);
  await expect(dialog.getByRole('listitem').first()).toContainText('Stopped');
  await page.keyboard.press('Escape');
  await expect(library.status.getByRole('button', { name: /^Import/ })).toHaveCount(0);
});

test('[FILE-4] text that is dragged is no import, a file over a note is no text', async ({
  app,
}) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  const text = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', 'a word');
    return transfer;
  });
  for (const type of ['dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: text });
  await expect(page.getByText('Drop to import')).toHaveCount(0);
  const seen = await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'], 'x.txt'));
    const reached: string[] = [];
    const inner = document.body.appendChild(document.createElement('div'));
    inner.addEventListener('drop', () => reached.push('drop'));
    const init = { dataTransfer: transfer, bubbles: true, cancelable: true };
    inner.dispatchEvent(new DragEvent('dragstart', init));
    inner.dispatchEvent(new DragEvent('dragover', init));
    reached.push(`${document.body.textContent?.includes('Drop to import')}`);
    inner.dispatchEvent(new DragEvent('dragend', init));
    inner.dispatchEvent(new DragEvent('drop', init));
    inner.remove();
    return reached;
  });
  expect(seen).toEqual(['false']);
  await expect(page.getByRole('dialog', { name: 'Import' })).toContainText('Not recognised');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test(`[ACC-2] trash, search, report and rich details are clean by axe, ${theme}`, async ({
      app,
    }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      await library.ready();
      await library.select(0);
      await expect(library.details.getByRole('heading', { name: 'On Hugging Face' })).toBeVisible(
        options,
      );
      await expectClean(page);
      await page.keyboard.press('Delete');
      await library.show('Trash');
      await expect(page.getByRole('button', { name: /^Put back/ })).toBeVisible();
      await expectClean(page);
      await page.getByRole('button', { name: 'Empty the trash…' }).click();
      await expectClean(page);
      await page.keyboard.press('Escape');
      await library.show('Find online');
      await page.keyboard.type('a');
      await page.keyboard.press('Enter');
      await page.getByRole('listbox', { name: /^Results/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      await expectClean(page);
      await page.locator('input[type=file]').setInputFiles([
        { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('nothing of use') },
        { name: 'b.pdf', mimeType: 'application/pdf', buffer: makePdf('An Own Paper') },
      ]);
      await expect(page.getByRole('dialog').getByRole('status')).toContainText(
        '2 files, 1 paper',
        options,
      );
      await expectClean(page);
    });
  });
}
