import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

/** Brings the PDFs of so many papers from the top of the list here. */
async function fetchPdfs(library: LibraryPage, count: number): Promise<string[]> {
  const ids: string[] = [];
  await expect(library.status).toContainText('Listings up to date');
  for (let place = 0; place < count; place++) {
    ids.push(await library.select(place));
    await library.details.getByRole('button', { name: 'Fetch PDF' }).click();
    await expect(library.details.getByRole('button', { name: 'Read offline' })).toBeVisible();
  }
  return ids;
}

test('[FILE-5] the storage page says what uses the disk, keeps and lets go', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const ids = await fetchPdfs(library, 3);
  const settings = new SettingsPage(page);
  await settings.open('PDFs and storage');
  await expect(settings.group('What uses the disk')).toContainText(/used by Offprint, .* free/);
  const largest = settings.group('Largest PDFs');
  const rows = largest.locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(3);

  const kept = rows.first();
  await kept.getByRole('button', { name: /^Keep/ }).click();
  await expect(kept.getByRole('button', { name: /^Keep/ })).toHaveAttribute('aria-pressed', 'true');
  await expect(kept.getByRole('checkbox')).toBeDisabled();
  for (const place of [1, 2]) await rows.nth(place).getByRole('checkbox').check();
  await largest.getByRole('button', { name: 'Remove 2 from this machine' }).click();
  await expect(largest).toContainText(/2 PDFs removed, .* freed\./);
  await expect(rows).toHaveCount(1);

  const listed = await app.cli(['list', '--json', '--limit', '500']);
  const papers: { id: string; pdf: { state: string } }[] = JSON.parse(listed.stdout);
  const states = papers.filter(({ id }) => ids.includes(id)).map(({ pdf }) => pdf.state);
  expect(states.toSorted()).toEqual(['none', 'none', 'stored']);
});

test('[FILE-5] a quota is typed, checked, kept and taken away', async ({ app }) => {
  await new LibraryPage(app.page).ready();
  const settings = new SettingsPage(app.page);
  await settings.open('PDFs and storage');
  const quota = settings.group('Room for PDFs');
  await quota.getByRole('checkbox').check();
  const field = quota.getByRole('spinbutton', { name: 'At most' });
  await expect(field).toHaveValue('5');
  await field.fill('0');
  await expect(quota).toContainText('A number from 0.1 up.');
  await field.fill('2.5');
  await field.press('Enter');
  await expect(quota).toContainText('of 2.5 GB used');
  await app.restart();
  await new LibraryPage(app.page).ready();
  const again = new SettingsPage(app.page);
  await again.open('PDFs and storage');
  const room = again.group('Room for PDFs');
  await expect(room.getByRole('spinbutton')).toHaveValue('2.5');
  await room.getByRole('checkbox').uncheck();
  await expect(room.getByRole('spinbutton')).toHaveCount(0);
  await expect(room).toContainText('0 kB used');
});

test('[FILE-1] downloads are paused from the settings, held back, and go on', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const settings = new SettingsPage(page);
  await settings.open('PDFs and storage');
  const downloads = settings.group('Downloads');
  await downloads.getByRole('button', { name: 'Pause' }).click();
  await expect(downloads).toContainText('Paused');
  await page.getByRole('tab', { name: 'Library' }).click();
  await library.select(0);
  await library.details.getByRole('button', { name: 'Fetch PDF' }).click();
  const status = page.getByRole('contentinfo');
  await status.getByRole('button', { name: /PDFs .* paused/ }).click();
  await expect(settings.title).toHaveText('PDFs and storage');
  const waiting = downloads.getByRole('list').getByRole('listitem');
  await expect(waiting).toHaveCount(1);
  await expect(waiting).toContainText('Waiting');
  await downloads.getByRole('button', { name: 'Resume' }).click();
  await expect(waiting).toHaveCount(0);
  await expect(settings.group('Largest PDFs').locator('tbody').getByRole('row')).toHaveCount(1);
});

test('[FILE-2] what failed is told with its reason, and tried again or let go', async ({ app }) => {
  const { page, upstream } = app;
  const library = new LibraryPage(page);
  await library.ready();
  upstream.setFaults([{ match: '/pdf/', kind: 'html' }]);
  await library.select(0);
  await library.details.getByRole('button', { name: 'Fetch PDF' }).click();
  await expect(library.details.getByText(/web page instead of the PDF/)).toBeVisible();
  const settings = new SettingsPage(page);
  await settings.open('PDFs and storage');
  const failed = settings.group('Downloads').getByRole('listitem');
  await expect(failed).toContainText('The server sent a web page instead of the PDF.');
  upstream.setFaults([]);
  await failed.getByRole('button', { name: /^Retry/ }).click();
  await expect(settings.group('Largest PDFs').locator('tbody').getByRole('row')).toHaveCount(1);
  await expect(failed).toHaveCount(0);
});

test('[FILE-6] the text of the PDFs is read, and read again', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await fetchPdfs(library, 1);
  const settings = new SettingsPage(page);
  await settings.open('PDFs and storage');
  const text = settings.group('Text of the PDFs');
  await expect(text).toContainText('Read: 1 of 1 PDF.', { timeout: 30_000 });
  const before = lastRead(app.dataDir);
  await text.getByRole('button', { name: 'Read all again' }).click();
  // One PDF is read again before anybody sees the number go back.
  await expect.poll(() => lastRead(app.dataDir)).toBeGreaterThan(before);
  await expect(text).toContainText('Read: 1 of 1 PDF.', { timeout: 30_000 });
});

/** Grows with each text that is read. */
function lastRead(dataDir: string): number {
  const database = new DatabaseSync(join(dataDir, 'text.sqlite'), { readOnly: true });
  try {
    return Number(database.prepare('SELECT max(sequence) AS last FROM texts').get()?.last);
  } finally {
    database.close();
  }
}
