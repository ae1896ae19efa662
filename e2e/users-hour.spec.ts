import { writeFile } from 'node:fs/promises';
import { type App, expect, test } from './launch/index.ts';
import { makeBook } from './made-files.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';
import { SearchBox } from './pages/search-box.ts';
import { SettingsPage } from './pages/settings-page.ts';
import { SidebarPage } from './pages/sidebar-page.ts';

type Listed = {
  readonly id: string;
  readonly status: string;
  readonly starred: boolean;
  readonly tags: readonly string[];
};

/** What the command line says of every paper. */
async function papersOf(app: App): Promise<Listed[]> {
  const { stdout } = await app.cli(['list', '--limit', '1000', '--json']);
  return JSON.parse(stdout) as Listed[];
}

/** The ids of the rows that are shown. */
const orderOf = ({ rows }: LibraryPage) =>
  rows.evaluateAll((shown) => shown.map((row) => row.getAttribute('data-paper-id')));

const options = { timeout: 30_000 };

test('[LIB-2] an hour of a user: a day is gone through by keyboard alone', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const ids: string[] = [];

  await test.step('a key for each paper says what becomes of it', async () => {
    await page.keyboard.press('Home');
    for (const key of ['t', 's', 'x', 'r', 't']) {
      const row = library.list.getByRole('option', { selected: true });
      await expect(row).toHaveAttribute('data-paper-id', /./);
      ids.push((await row.getAttribute('data-paper-id')) ?? '');
      await page.keyboard.press(key);
      await page.keyboard.press('j');
    }
    expect(new Set(ids).size).toBe(5);
  });

  await test.step('the store has it all', async () => {
    await expect
      .poll(async () => {
        const papers = await papersOf(app);
        return ids.map((id) => {
          const paper = papers.find((paper) => paper.id === id);
          return paper?.starred ? 'starred' : paper?.status;
        });
      })
      .toEqual(['to-read', 'starred', 'skipped', 'read', 'to-read']);
  });

  await test.step('what was skipped is taken back', async () => {
    await page.keyboard.press('k');
    for (let act = 0; act < 3; act++) await page.keyboard.press('Control+z');
    await expect(page.getByRole('status').filter({ hasText: /Undone:.*Skipped/ })).toHaveCount(1);
    await expect
      .poll(async () => (await papersOf(app)).find(({ id }) => id === ids[2])?.status)
      .toBe('new');
    await page.keyboard.press('Control+Shift+z');
    await expect
      .poll(async () => (await papersOf(app)).find(({ id }) => id === ids[2])?.status)
      .toBe('skipped');
  });
});

test('[LIB-3] an hour of a user: thirty papers are tagged and collected, mixed with other acts', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await library.show('All papers');
  const id = await library.select(0);
  const done = async () => {
    const papers = await papersOf(app);
    return {
      tagged: papers.filter(({ tags }) => tags.includes('probing')).length,
      starred: papers.filter((paper) => paper.starred).length,
    };
  };

  await test.step('thirty are tagged and collected at once', async () => {
    for (let row = 1; row < 30; row++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('l');
    await page.getByRole('dialog', { name: 'Tags of 30 papers' }).getByRole('combobox').waitFor();
    await page.keyboard.type('probing');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('v');
    const picker = page.getByRole('dialog', { name: 'Collections of 30 papers' });
    await picker.getByRole('combobox').fill('Survey draft');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(sidebar.collection('Survey draft')).toContainText('30 papers');
    await expect.poll(done).toEqual({ tagged: 30, starred: 0 });
  });

  await test.step('one of them is starred, then all is taken back and done again', async () => {
    await library.list.focus();
    await page.keyboard.press('Home');
    await expect(library.row(id)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('s');
    for (let act = 0; act < 3; act++) await page.keyboard.press('Control+z');
    await expect.poll(done).toEqual({ tagged: 0, starred: 0 });
    await expect(sidebar.collection('Survey draft')).toHaveCount(0);
    for (let act = 0; act < 3; act++) await page.keyboard.press('Control+Shift+z');
    await expect.poll(done).toEqual({ tagged: 30, starred: 1 });
    await expect(sidebar.collection('Survey draft')).toContainText('30 papers');
  });
});

test('[COLL-1] an hour of a user: papers of a collection are put in another order by keys', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await library.select(0);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('v');
  await page.getByRole('dialog').getByRole('combobox').fill('Survey draft');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(sidebar.collection('Survey draft')).toContainText('3 papers');
  await sidebar.collection('Survey draft').click();
  await expect(library.rows.first()).toHaveAttribute('aria-setsize', '3');
  const order = () => orderOf(library);
  await expect.poll(order).toEqual(Array(3).fill(expect.stringMatching(/./)));
  const [first, second, third] = await order();
  await library.select(0);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual([second, first, third]);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual([second, third, first]);
  await expect(library.row(first ?? '')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+z');
  await expect.poll(order).toEqual([second, first, third]);
  await expect(library.status).not.toContainText('Saving');
  await app.restart();
  const again = new LibraryPage(app.page);
  await again.ready();
  await new SidebarPage(app.page).collection('Survey draft').click();
  await expect.poll(() => orderOf(again)).toEqual([second, first, third]);
});

test('[FIND-1] an hour of a user: a search is kept, and a sentence inside a PDF is found', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  const box = new SearchBox(page);
  const reader = new ReaderPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');

  await test.step('a search is kept, and follows what is done', async () => {
    await box.type('is:starred');
    await expect(box.notes).toContainText('0 papers found', options);
    await page.getByRole('button', { name: 'Save search' }).click();
    await sidebar.name('With a star');
    await library.show('Today');
    await library.select(0);
    await page.keyboard.press('s');
    await expect(sidebar.searches.getByRole('row', { name: 'With a star' })).toContainText(
      '1 paper',
    );
  });

  await test.step('a sentence that stands only inside a PDF opens at its page', async () => {
    const buffer = makeBook('A Treatise on Nothing Much', [
      'The first page says nothing of it.',
      'The obsidian heron waits beside the flooded observatory.',
    ]);
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'treatise.pdf', mimeType: 'application/pdf', buffer }]);
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 paper', options);
    await page.keyboard.press('Escape');
    await expect(async () => {
      await box.type('"obsidian heron waits"');
      await expect(box.rows.first()).toContainText('PDF, page 2', { timeout: 2_000 });
    }).toPass(options);
    await expect(box.rows).toHaveCount(1);
    await page.keyboard.press('Enter');
    await reader.pages.locator('canvas').first().waitFor();
    const marked = page.locator('.offprint-page[data-page="2"] .offprint-found');
    await expect(marked.first()).toBeInViewport();
  });
});

const TWIN = 'arxiv:2601.00002';

/** Brings a listed paper in under another id, as a second listing of it does; gives the first. */
async function importTwin(app: App): Promise<{ readonly id: string; readonly title: string }> {
  const listed = app.upstream.papersOn(app.upstream.days.at(-1) ?? '')[1];
  const { id, title, abstract, authors } = listed!;
  const at = { publishedAt: '2026-01-01T00:00:00.000Z' };
  const twin = {
    title,
    ...at,
    paper: {
      ...{ id: '2601.00002', title, summary: abstract, ...at },
      authors: authors.map((name) => ({ name })),
      submittedOnDailyAt: '2026-01-02T00:00:00.000Z',
    },
  };
  const file = test.info().outputPath('twin.json');
  await writeFile(file, JSON.stringify([twin]));
  expect((await app.cli(['import', file])).code).toBe(0);
  return { id: `arxiv:${id}`, title };
}

test('[LIB-5] an hour of a user: a duplicate is merged, and its highlight stays', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const reader = new ReaderPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const { id, title } = await importTwin(app);
  let quote = '';

  await test.step('the paper that will go gets a highlight', async () => {
    await library.row(id).click();
    await expect(library.row(id)).toHaveAttribute('aria-selected', 'true');
    await library.read();
    await reader.ready();
    const [line] = await reader.bodyLines();
    await reader.drag(line!);
    await page.getByRole('toolbar', { name: 'Selected text' }).waitFor();
    await page.keyboard.press('1');
    await expect(reader.highlights).toHaveCount(1);
    await reader.saved();
    quote = (await reader.quotes())[0] ?? '';
    await page.keyboard.press('Control+w');
  });

  await test.step('the two become one', async () => {
    await page.getByRole('button', { name: /^Duplicates/ }).click();
    const group = page.getByRole('group', { name: 'Same title' });
    await expect(group).toContainText('1 highlight');
    await group.getByRole('radio', { name: /2601\.00002/ }).check();
    await page.getByRole('button', { name: `Merge 2 papers: ${title}` }).click();
    await expect(group).toHaveCount(0);
  });

  await test.step('the one that stays has the highlight, and shows it on its page', async () => {
    await library.show('All papers');
    await library.find(TWIN);
    await library.read();
    await expect(reader.highlights).toHaveCount(1, options);
    expect(await reader.quotes()).toEqual([quote]);
    await expect(reader.overlay.first()).toBeInViewport();
  });
});

test('[ACC-1] an hour of a user: a key is changed, and used', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const settings = new SettingsPage(page);
  await library.ready();
  await settings.open('Keyboard');
  await page.getByRole('textbox', { name: 'Filter acts or keys' }).fill('skip');
  const entry = settings.panel.getByRole('listitem').filter({ hasText: /^Skip/ });
  await entry.getByRole('button', { name: 'Add a key: Skip' }).click();
  await page.keyboard.press('q');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(entry).toContainText('Q');
  await page.getByRole('textbox', { name: 'Filter acts or keys' }).press('Escape');
  await page.keyboard.press('Escape');
  await library.select(0);
  await page.keyboard.press('q');
  await expect(library.details.getByRole('combobox', { name: 'Status' })).toHaveValue('skipped');
});
