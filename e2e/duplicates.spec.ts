import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectClean } from './axe.ts';
import { type App, expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SidebarPage } from './pages/sidebar-page.ts';

const TITLE = 'Sparse Features in Wide Networks: What Survives Compression';

/** Brings two papers of one title into the library, as two listings with different ids do. */
async function importTwins(app: App): Promise<void> {
  const listed = ['2601.00001', '2601.00002'].map((id) => ({
    paper: {
      id,
      title: TITLE,
      summary: 'We ask which features of a wide network remain.',
      authors: [{ name: 'Ada Author' }, { name: 'Ben Author' }],
      publishedAt: '2026-01-01T00:00:00.000Z',
      submittedOnDailyAt: '2026-01-02T00:00:00.000Z',
    },
    title: TITLE,
    publishedAt: '2026-01-01T00:00:00.000Z',
  }));
  const file = join(app.dataDir, '..', `twins-${Date.now()}.json`);
  await writeFile(file, JSON.stringify(listed));
  expect((await app.cli(['import', file])).code).toBe(0);
}

test('[LIB-5] duplicates are shown, merged into the chosen one with all they have, and parted again', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await sidebar.make('Probing');
  await importTwins(app);
  await library.show('All papers');
  await library.find('arxiv:2601.00002');
  await page.keyboard.press('s');
  await library.row('arxiv:2601.00002').dragTo(sidebar.collection('Probing'));
  await expect(sidebar.collection('Probing')).toContainText('1 paper');

  const entry = page.getByRole('button', { name: /^Duplicates/ });
  await entry.click();
  const group = page.getByRole('group', { name: 'Same title' });
  await expect(group.getByRole('radio')).toHaveCount(2);
  await expect(group).toContainText('1 collection');
  await expectClean(page);
  await group.getByRole('radio').first().focus();
  await group.getByRole('radio', { name: /2601\.00001/ }).check();
  await page.getByRole('button', { name: `Merge 2 papers: ${TITLE}` }).click();
  await expect(group).toHaveCount(0);
  await expect(page.getByText('No two papers here seem to be the same.')).toBeVisible();

  // The page shows it before the core has done it.
  const shown = async () =>
    JSON.parse((await app.cli(['show', 'arxiv:2601.00001', '--json'])).stdout);
  await expect.poll(shown).toMatchObject({
    id: 'arxiv:2601.00001',
    starred: true,
    collections: ['Probing'],
  });
  const merged = await app.cli(['show', '2601.00002', '--json']);
  expect(JSON.parse(merged.stdout).id).toBe('arxiv:2601.00001');

  await page.keyboard.press('Control+z');
  await expect(group.getByRole('radio')).toHaveCount(2);
  const parted = await app.cli(['show', '2601.00002', '--json']);
  expect(JSON.parse(parted.stdout)).toMatchObject({ id: 'arxiv:2601.00002', starred: true });
});

test('[LIB-5] where nothing is doubled the sidebar says nothing of it', async ({ app }) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await expect(app.page.getByRole('button', { name: /^Duplicates/ })).toHaveCount(0);
});
