import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { type App, expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SyncPage, type TypedTarget } from './pages/sync-page.ts';

const PASSPHRASE = 'seven quiet otters under the bridge';

let folder: string;
let target: TypedTarget;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-step-'));
  target = { kind: 'Folder', path: folder };
});

test.afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

async function sectionOf({ page }: App): Promise<SyncPage> {
  await new LibraryPage(page).ready();
  const sync = new SyncPage(page);
  await sync.open();
  return sync;
}

/** Every byte that lies in the folder. */
async function contents(): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }): Promise<[string, string]> => {
    const path = join(parentPath, name);
    return [path, (await readFile(path)).toString('base64')];
  });
  return new Map(await Promise.all(read));
}

test('[SYNC-2] a folder is set up, tested, and left again; nothing is deleted', async ({ app }) => {
  const sync = await sectionOf(app);
  const { settings, page } = sync;
  await expect(sync.status).toHaveCount(0);

  // What is wrong is told at its field, and the focus goes there.
  await sync.button('Connect').click();
  await expect(sync.path).toBeFocused();
  await expect(sync.path).toHaveAccessibleDescription(/A full path is wanted/);

  await sync.typeTarget(target);
  await sync.button('Propose one').click();
  await expect(sync.field('New passphrase')).not.toHaveValue('');
  await sync.setUp(target, PASSPHRASE);
  await expect(settings.title).toBeFocused();
  await expect(settings.group('Target')).toContainText(folder);
  await expect(settings.group('Target')).toContainText('Encrypted.');
  await expect(sync.status).toHaveText(/In step/);

  await sync.rename(/this machine/, 'Desk of Ada');
  const desk = sync.machine('Desk of Ada');
  await expect(desk).toContainText('this machine');
  await expect(desk.getByRole('button', { name: /^Rename/ })).toBeFocused();

  const pdfs = page.getByRole('checkbox', { name: 'Carry the PDFs that you brought' });
  await expect(pdfs).toBeChecked();
  await pdfs.uncheck();
  await page.reload();
  await sectionOf(app);
  await expect(pdfs).not.toBeChecked();

  await sync.pause();
  await sync.button('Resume').click();
  await sync.syncNow();

  const before = await contents();
  expect(before.size).toBeGreaterThan(0);
  await sync.disconnect();
  await expect(settings.title).toBeFocused();
  await expect(settings.panel.getByText('Disconnected. Nothing was deleted.')).toBeVisible();
  await expect(sync.status).toHaveCount(0);
  for (const name of before.keys()) expect((await contents()).has(name)).toBe(true);

  // Whoever comes back is told nothing of having left.
  await sync.open();
  await sync.join(target, PASSPHRASE);
  await expect(sync.machine('Desk of Ada')).toBeVisible();
  await expect(settings.panel.getByText('Disconnected.')).toHaveCount(0);
});

test('[SYNC-5] a wrong passphrase is told at its field and changes nothing', async ({
  app,
  other,
}) => {
  const first = await sectionOf(app);
  await first.setUp(target, PASSPHRASE);
  await first.rename(/this machine/, 'Desk');
  await first.syncNow();
  await first.pause();
  const before = await contents();

  const second = await sectionOf(other);
  await second.typeTarget(target);
  await second.test('This works. Your machines meet here already, encrypted.');
  await second.keepForSession();
  const field = second.field('Passphrase of this target');
  await field.fill('seven quiet badgers');
  await second.button('Connect').click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/This is not the target’s passphrase/);
  expect(await contents()).toEqual(before);
  await expect(second.status).toHaveCount(0);

  await field.fill(PASSPHRASE);
  await second.button('Connect').click();
  await second.inStep();
  await expect(second.machine('Desk')).toBeVisible();
});

test('[SYNC-5] an untested target that others use is shown before it is joined', async ({
  app,
  other,
}) => {
  const first = await sectionOf(app);
  await first.setUp(target, PASSPHRASE);
  const second = await sectionOf(other);
  await second.typeTarget(target);
  await second.keepForSession();
  await second.field('New passphrase').fill('a passphrase for a new target');
  await second.button('Connect').click();
  const field = second.field('Passphrase of this target');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/This target is encrypted/);
  await expect(second.status).toHaveCount(0);
});

test('[SYNC-5] the recovery sheet is shown when asked for, and the passphrase changed', async ({
  app,
}) => {
  const sync = await sectionOf(app);
  const { page, settings } = sync;
  await sync.setUp(target, PASSPHRASE);
  await sync.button('Recovery sheet…').click();
  const sheet = page.getByRole('dialog', { name: 'Recovery sheet' });
  await expect(sheet).toContainText(folder);
  const code = sheet.locator('dd').first();
  await expect(code).not.toHaveText('');
  const said = await code.innerText();
  // On paper there is the sheet alone.
  await page.emulateMedia({ media: 'print' });
  await expect(settings.title).toBeHidden();
  await expect(page.locator('dd', { hasText: said })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText(said)).toHaveCount(0);
  await expect(sync.button('Recovery sheet…')).toBeFocused();

  await sync.button('Change passphrase…').click();
  const dialog = page.getByRole('dialog', { name: 'Change the passphrase' });
  await dialog.getByLabel('New passphrase', { exact: true }).fill('short');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/could be guessed/);
  await dialog.getByLabel('New passphrase', { exact: true }).fill(`${PASSPHRASE} and stream`);
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(settings.panel.getByText(/^The passphrase is changed/)).toBeVisible();
});

test('[SYNC-4] an emptied folder stops with words and a choice', async ({ app }) => {
  const sync = await sectionOf(app);
  await sync.setUp(target, null);
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  await sync.button('Sync now').click();
  await expect(sync.trouble).toContainText('The target was emptied');
  await expect(sync.status).toHaveText(/Sync stopped/);
  await sync.status.click();
  await sync.trouble.getByRole('button', { name: 'Fill it again from this machine' }).click();
  await sync.inStep();
  await expect(sync.trouble).toHaveCount(0);
  expect((await contents()).size).toBeGreaterThan(0);
});

test('[SAFE-4] a passphrase kept until the end is asked for after it, at its field', async ({
  app,
}) => {
  const sync = await sectionOf(app);
  await sync.setUp(target, PASSPHRASE);
  await app.restart();
  const again = await sectionOf(app);
  await expect(again.trouble).toContainText('The passphrase is wanted to go on.');
  await expect(again.status).toHaveText(/Sync stopped/);
  const field = again.field('Passphrase');
  await field.fill('seven quiet badgers');
  await again.button('Unlock').click();
  await expect(field).toHaveAccessibleDescription(/This is not the target’s passphrase/);
  await field.fill(PASSPHRASE);
  await again.button('Unlock').click();
  await again.inStep();
  await expect(again.trouble).toHaveCount(0);
  await expect(again.settings.title).toBeFocused();
});

test('[SYNC-4] a server that is not there is told at its address', async ({ app }) => {
  const sync = await sectionOf(app);
  await sync.typeTarget({ kind: 'WebDAV', url: 'http://127.0.0.1:9/dav', user: 'ada' });
  await sync.button('Test').click();
  await expect(sync.field('Address')).toBeFocused();
  await expect(sync.field('Address')).toHaveAccessibleDescription(/cannot be reached/);
});

test('[SYNC-7] the log shows a value that gave way, and brings it back at one click', async ({
  app,
  other,
}) => {
  const machines = [await sectionOf(app), await sectionOf(other)] as const;
  const [desk, laptop] = machines;
  await desk.setUp(target, null);
  await laptop.join(target, null);
  await desk.rename(/this machine/, 'Desk');
  for (const sync of [desk, laptop]) await sync.syncNow();
  for (const sync of machines) await sync.pause();
  // Both star a paper; the laptop then takes its own star back, which is the later word.
  const title = await pressed(desk.page, ['s']);
  expect(await pressed(laptop.page, ['s', 's'])).toBe(title);
  for (const sync of machines) {
    await sync.open();
    await sync.run();
    await expect(sync.settings.group('Target').getByText('Paused', { exact: true })).toBeVisible();
  }
  await desk.button('Sync now').click();
  const loss = desk.loss(title);
  await expect(loss).toContainText('Star');
  await expect(loss).toContainText('Not starred');
  await desk.putBack(title);
  await expect(loss.getByRole('button').filter({ hasText: '✓' })).toBeFocused();
  await loss.getByRole('button', { name: `Open: ${title}` }).click();
  await expect(desk.page.getByRole('tab', { name: title })).toBeVisible();
});

/** Presses keys on the first paper of the library; its title. */
async function pressed(page: Page, keys: readonly string[]): Promise<string> {
  await page.getByRole('tab', { name: 'Library' }).click();
  const library = new LibraryPage(page);
  await expect(library.status).toContainText('Listings up to date');
  await library.select(0);
  const star = library.details.getByRole('button', { name: /^Star/ });
  for (const [place, key] of keys.entries()) {
    await page.keyboard.press(key);
    await expect(star).toHaveAttribute('aria-pressed', String(place % 2 === 0));
  }
  return library.details.getByRole('heading').first().innerText();
}

test('[ACC-1] acts on machines are in the palette only where they can be done', async ({ app }) => {
  const sync = await sectionOf(app);
  const { page } = sync;
  const offered = async (words: string): Promise<number> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(words);
    const count = await page.getByRole('option', { name: words }).count();
    await page.keyboard.press('Escape');
    return count;
  };
  expect(await offered('Sync your machines now')).toBe(0);
  await sync.setUp(target, PASSPHRASE);
  expect(await offered('Sync your machines now')).toBe(1);
  expect(await offered('Resume syncing your machines')).toBe(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Disconnect from the sync target');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Disconnect from the target?' })).toBeVisible();
});

test('[ACC-2] setting machines up is clean by axe, and the section afterwards', async ({ app }) => {
  const sync = await sectionOf(app);
  const { page } = sync;
  await sync.button('Connect').click();
  await expectCleanInBothThemes(page);
  await page.getByRole('radio', { name: 'CouchDB', exact: true }).check();
  await expectCleanInBothThemes(page);
  await sync.setUp(target, PASSPHRASE);
  await expectCleanInBothThemes(page);
  await sync
    .machine(/this machine/)
    .getByRole('button', { name: /^Rename/ })
    .click();
  await expectCleanInBothThemes(page);
  await page.keyboard.press('Escape');
  await sync.button('Recovery sheet…').click();
  await expect(page.getByRole('dialog').locator('dd').first()).not.toHaveText('');
  await expectCleanInBothThemes(page);
});

test('[ACC-2] a changed passphrase is asked for, clean by axe on both machines', async ({
  app,
  other,
}) => {
  const [sync, second] = [await sectionOf(app), await sectionOf(other)];
  const { page } = sync;
  await sync.setUp(target, PASSPHRASE);
  await second.join(target, PASSPHRASE);
  await sync.button('Change passphrase…').click();
  await expectCleanInBothThemes(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New passphrase', { exact: true }).fill(`${PASSPHRASE} and stream`);
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await second.button('Sync now').click();
  await expect(second.trouble).toBeVisible();
  await expectCleanInBothThemes(second.page);
});
