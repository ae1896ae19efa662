import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('[BACK-1] a backup is restored inside, and the state before it is kept as one', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const paperId = await library.select(0);
  await page.keyboard.press('s');
  await expect(library.row(paperId).getByLabel('Starred')).toBeVisible();
  const settings = new SettingsPage(page);
  await settings.open('Backups');
  const backups = settings.group('Backups');
  await backups.getByRole('button', { name: 'Back up now' }).click();
  await expect(backups).toContainText('opened and checked.');
  const mine = backups.getByRole('row', { name: /Made by you/ });
  await expect(mine).toHaveCount(1);

  await page.keyboard.press('Escape');
  await library.row(paperId).click();
  await page.keyboard.press('s');
  await expect(library.row(paperId).getByLabel('Starred')).toHaveCount(0);

  await settings.open('Backups');
  await mine.getByRole('button', { name: /^Restore/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('kept as a backup');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(backups).toContainText('Restored.', { timeout: 40_000 });
  await expect(backups.getByRole('row', { name: /Before a restore/ })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(library.row(paperId).getByLabel('Starred')).toBeVisible();
});

test('[BACK-1] nothing is restored that was not confirmed', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const settings = new SettingsPage(page);
  await settings.open('Backups');
  const backups = settings.group('Backups');
  await backups.getByRole('button', { name: 'Back up now' }).click();
  const mine = backups.getByRole('row', { name: /Made by you/ });
  await mine.getByRole('button', { name: /^Restore/ }).press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(settings.panel).toBeVisible();
  await expect(mine.getByRole('button', { name: /^Restore/ })).toBeFocused();
  await expect(backups.getByRole('row', { name: /Before a restore/ })).toHaveCount(0);
});

test('[XFER-1] everything is written into one archive, and where it lies is told', async ({
  app,
  shell,
}) => {
  await new LibraryPage(app.page).ready();
  const settings = new SettingsPage(app.page);
  await settings.open('Backups');
  const archive = settings.group('Export everything');
  await archive.getByRole('button', { name: 'Export' }).click();
  await expect(archive).toContainText(/\d records and 0 PDFs\./, { timeout: 30_000 });
  const [name] = readdirSync(join(app.dataDir, 'exports'));
  await expect(archive).toContainText(join(app.dataDir, 'exports', name!));
  // Electron asks with a dialog of the system where to save it.
  if (shell === 'electron') return;
  const saving = app.page.waitForEvent('download');
  await archive.getByRole('link', { name: 'Save the archive…' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe(name);
  const written = readFileSync(join(app.dataDir, 'exports', name!));
  expect(readFileSync(await saved.path()).equals(written)).toBe(true);
});

test('[CLI-3] what is wrong with the data folder is found, told and repaired', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(0);
  await library.details.getByRole('button', { name: 'Fetch PDF' }).click();
  await expect(library.details.getByRole('button', { name: 'Read offline' })).toBeVisible();
  const settings = new SettingsPage(page);
  await settings.open('Health');
  const health = settings.group('Check the data folder');
  await health.getByRole('button', { name: 'Check now' }).click();
  await expect(health).toContainText('All is well.');
  rmSync(storedPdf(app.dataDir));
  await health.getByRole('button', { name: 'Check now' }).click();
  await expect(health).toContainText('1 thing found:');
  await expect(health.getByRole('listitem')).toContainText(/is gone from the data folder/);
  await health.getByRole('button', { name: 'Repair' }).click();
  await expect(health.getByRole('listitem')).toContainText('Repaired');
  await health.getByRole('button', { name: 'Check now' }).click();
  await expect(health).toContainText('All is well.');
});

test('[BACK-2] a library found damaged is told everywhere, until a backup is restored', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  // What the core writes meanwhile would lie over the damage.
  await expect(library.status).toContainText('Listings up to date');
  const settings = new SettingsPage(page);
  await settings.open('Backups');
  const backups = settings.group('Backups');
  await backups.getByRole('button', { name: 'Back up now' }).click();
  await expect(backups).toContainText('opened and checked.');
  damageLibrary(app.dataDir);
  await settings.show('Health');
  await settings.group('Check the data folder').getByRole('button', { name: 'Check now' }).click();
  await expect(settings.group('Check the data folder')).toContainText(/library.* is damaged/);
  const banner = page.getByText('The library is damaged. Go back to a backup');
  await page.getByRole('tab', { name: 'Library' }).click();
  await expect(banner).toBeVisible();
  await page.getByRole('button', { name: 'Backups', exact: true }).click();
  await backups
    .getByRole('row', { name: /Made by you/ })
    .getByRole('button', { name: /^Restore/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(backups).toContainText('Restored.', { timeout: 40_000 });
  await expect(banner).toHaveCount(0);
  await settings.show('Health');
  await settings.group('Check the data folder').getByRole('button', { name: 'Check now' }).click();
  await expect(settings.group('Check the data folder')).toContainText('All is well.');
});

test('[BACK-1] a backup that was damaged since is refused in words, and nothing changes', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const settings = new SettingsPage(page);
  await settings.open('Backups');
  const backups = settings.group('Backups');
  await backups.getByRole('button', { name: 'Back up now' }).click();
  await expect(backups).toContainText('opened and checked.');
  const mine = backups.getByRole('row', { name: /Made by you/ });
  await expect(mine).toHaveCount(1);
  const folder = join(app.dataDir, 'backups');
  for (const name of readdirSync(folder)) overwriteMiddle(join(folder, name));
  await mine.getByRole('button', { name: /^Restore/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(backups).toContainText('This backup is damaged.', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await library.ready();
});

/** Moves all that was committed into the library's file, and spoils the middle of it. */
function damageLibrary(dataDir: string): void {
  const path = join(dataDir, 'library.sqlite');
  const library = new DatabaseSync(path);
  library.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  library.close();
  overwriteMiddle(path);
}

/** Spoils a good part of a file. */
function overwriteMiddle(path: string): void {
  const size = statSync(path).size;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(Math.floor(size / 2), 0xa5), 0, undefined, Math.floor(size / 4));
  closeSync(file);
}

/** The one PDF of a data folder. */
function storedPdf(dataDir: string): string {
  const folder = join(dataDir, 'pdf');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  const [pdf] = files.filter((path) => path.endsWith('.pdf'));
  if (pdf === undefined) throw new Error('No PDF is stored.');
  return pdf;
}
