import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectClean } from './axe.ts';
import { type App, expect, test } from './launch/index.ts';
import { type MeetingPlace, webdavPlace } from './meeting-places.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SyncPage } from './pages/sync-page.ts';

let room: string;
let place: MeetingPlace | null;

test.beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'offprint-stops-'));
  place = null;
});

test.afterEach(async () => {
  await place?.close();
  await rm(room, { recursive: true, force: true, maxRetries: 5 });
});

const folder = (name: string) => ({ kind: 'Folder', path: join(room, name) }) as const;

async function sectionOf({ page }: App): Promise<SyncPage> {
  await new LibraryPage(page).ready();
  const sync = new SyncPage(page);
  await sync.open();
  return sync;
}

const notesOf = (page: Page) => page.getByRole('listbox', { name: 'Notes' }).getByRole('option');

async function showNotes(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Library' }).click();
  await new LibraryPage(page).show('Notes');
}

async function writeNotes(page: Page, count: number): Promise<void> {
  await page.getByRole('tab', { name: 'Library' }).click();
  for (let place = 1; place <= count; place++) {
    await page.keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
    await page.keyboard.type(`Thought ${place}`);
    await page.keyboard.press('Escape');
    await expect(notesOf(page)).toHaveCount(place);
  }
}

async function deleteNotes(page: Page, count: number): Promise<void> {
  await showNotes(page);
  for (let left = count; left > 0; left--) {
    await expect(notesOf(page)).toHaveCount(left);
    await page.getByRole('listbox', { name: 'Notes' }).focus();
    await page.keyboard.press('Delete');
  }
  await expect(notesOf(page)).toHaveCount(0);
}

test('[SYNC-4] what would delete much of the library asks first, and all can be kept', async ({
  app,
  other,
}) => {
  const COUNT = 12;
  const [desk, laptop] = [await sectionOf(app), await sectionOf(other)];
  await desk.setUp(folder('meet'), null);
  await writeNotes(desk.page, COUNT);
  await desk.open();
  await desk.syncNow();
  await laptop.join(folder('meet'), null);
  await laptop.syncNow();
  await laptop.pause();
  await deleteNotes(desk.page, COUNT);
  await desk.open();
  await desk.syncNow();

  await laptop.button('Resume').click();
  await laptop.button('Sync now').click();
  await expect(laptop.trouble).toContainText(`Other machines deleted ${COUNT} documents`);
  await expect(laptop.status).toHaveText(/Sync stopped/);
  await expectClean(laptop.page);
  await showNotes(laptop.page);
  await expect(notesOf(laptop.page)).toHaveCount(COUNT);
  await laptop.open();
  await laptop.trouble.getByRole('button', { name: 'Keep them all' }).click();
  await laptop.inStep();
  await expect(laptop.trouble).toHaveCount(0);
  await showNotes(laptop.page);
  await expect(notesOf(laptop.page)).toHaveCount(COUNT);
  await desk.syncNow();
  await showNotes(desk.page);
  await expect(notesOf(desk.page)).toHaveCount(COUNT);
});

test('[SYNC-4] another library in the folder stops, and can be joined', async ({ app, other }) => {
  const [desk, laptop] = [await sectionOf(app), await sectionOf(other)];
  await desk.setUp(folder('desk'), null);
  await laptop.setUp(folder('laptop'), null);
  await laptop.rename(/this machine/, 'Laptop');
  await laptop.syncNow();
  await laptop.pause();
  await desk.pause();
  const [mine, theirs] = [join(room, 'desk'), join(room, 'laptop')];
  for (const name of await readdir(mine)) await rm(join(mine, name), { recursive: true });
  await cp(theirs, mine, { recursive: true });
  await desk.button('Resume').click();
  await desk.button('Sync now').click();
  await expect(desk.trouble).toContainText('Another library lies there');
  await desk.trouble.getByRole('button', { name: 'Join this library' }).click();
  await desk.inStep();
  await expect(desk.machine('Laptop')).toBeVisible();
});

test('[SAFE-5] a server’s wrong password is told at its field, and its host is listed', async ({
  app,
}) => {
  place = await webdavPlace();
  const sync = await sectionOf(app);
  const { target } = place;
  if (target.kind === 'Folder') throw new Error('a server is wanted');
  await sync.typeTarget({ ...target, password: 'not this one' });
  await sync.button('Test').click();
  await expect(sync.field('Password')).toBeFocused();
  await expect(sync.field('Password')).toHaveAccessibleDescription(/refused/);
  await sync.setUp(target, null);
  await sync.settings.show('Sources');
  const hosts = sync.settings.group('Where requests go');
  const row = hosts.getByRole('row', { name: /Your machines in step/ });
  await expect(row).toContainText(new URL(target.url).host);
  await expect(row).toContainText('In step');
});
