import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { makeBook } from './made-files.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';
import { SearchBox } from './pages/search-box.ts';

const options = { timeout: 30_000 };

/** A word of a made-up title that few others have. */
const rareWord = (titles: readonly string[]): string => {
  const words = titles.flatMap((title) => title.match(/[A-Za-z]{6,}/g) ?? []);
  const count = (word: string) => titles.filter((title) => title.includes(word)).length;
  return words.reduce((rarest, word) => (count(word) < count(rarest) ? word : rarest));
};

test('[FIND-1] results come as one types, and Escape goes back to the list and the place', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const box = new SearchBox(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const titles = app.upstream
    .papersOn(app.upstream.days.at(-1) ?? '')
    .map(({ title }) => title ?? '');
  const word = rareWord(titles);
  const id = await library.select(6);
  await box.type(word);
  await expect(box.rows.first()).toContainText(word, { ignoreCase: true, ...options });
  await expect(box.rows.first().locator('mark').first()).toHaveText(new RegExp(word, 'i'));
  await expect(box.rows.first()).toHaveAttribute('aria-selected', 'true');
  await expect(box.notes).toContainText('found');
  await page.keyboard.press('ArrowDown');
  await expect(box.results).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(library.row(id)).toHaveAttribute('aria-selected', 'true');
  await expect(library.row(id)).toBeInViewport();
  await expect(box.input).toHaveValue('');
  await expect(library.list).toBeFocused();
});

test('[FIND-2] a query that makes no sense says where, in the box and in a sentence', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const box = new SearchBox(page);
  await library.ready();
  await box.type('year:abc model');
  await expect(box.notes).toContainText('“abc” is no year.');
  await expect(page.locator('search s')).toHaveText('abc');
  await box.type('autor:lecun');
  await expect(box.notes).toContainText('Did you mean “author:”?');
  // What is still being typed is not complained of at once, but at last.
  await box.type('model "spar');
  await expect(box.notes).toContainText('The quotation mark is not closed.');
  await box.type('“; DROP TABLE papers; -- (((');
  await expect(box.notes).toContainText('is not closed.');
  await box.type('model');
  await expect(box.notes).toContainText('found');
  await expect(page.locator('search s')).toHaveCount(0);
});

test('[FIND-1] a sentence that stands only inside a PDF is found, and opened with its words marked', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const box = new SearchBox(page);
  await library.ready();
  const buffer = makeBook('On Quiet Machines', [
    'The first page says nothing of it.',
    'Nor does the second one.',
    'Here the zirconium pendulum swings at last, and the pendulum rests.',
    'The end.',
  ]);
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'quiet.pdf', mimeType: 'application/pdf', buffer }]);
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 paper', options);
  await page.keyboard.press('Escape');
  await expect(async () => {
    await box.type('zirconium pendulum');
    await expect(box.rows.first()).toContainText('PDF, page 3', { timeout: 2_000 });
  }).toPass(options);
  await expect(box.rows.first().locator('mark')).toContainText(['zirconium']);
  await page.keyboard.press('Enter');
  const reader = new ReaderPage(page);
  await reader.pages.locator('canvas').first().waitFor();
  const marked = page.locator('.offprint-page[data-page="3"] .offprint-found');
  await expect(marked).toHaveCount(3);
  await expect(marked.first()).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(marked).toHaveCount(0);
});

test('[FIND-1] Enter in the box opens the best hit, not what was selected before', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const box = new SearchBox(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await library.select(0);
  await library.read();
  await new ReaderPage(page).ready();
  await page.keyboard.press('Alt+1');
  await expect(library.list).toBeFocused();
  const title = (await library.rows.nth(5).locator('[dir=auto]').first().textContent()) ?? '';
  await box.type(`"${title.trim()}"`);
  await page.keyboard.press('Enter');
  const tabs = page.getByRole('tablist', { name: 'Open papers' });
  await expect(tabs.getByRole('tab', { selected: true })).toHaveAttribute(
    'title',
    title.trim(),
    options,
  );
});

test('[FIND-1] the search is kept to the list that was shown, and gives way to another', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const box = new SearchBox(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await box.type('a');
  await expect(box.notes).toContainText('found');
  const found = async () => Number(await box.rows.first().getAttribute('aria-setsize'));
  const everywhere = await found();
  await box.chip('In “Today” only').click();
  await expect.poll(found).toBeLessThan(everywhere);
  await library.show('Today');
  await expect(box.input).toHaveValue('');
  await expect(box.results).toHaveCount(0);
});

test('[FIND-6] a search is kept under a name from its results', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const box = new SearchBox(page);
  await library.ready();
  await box.type('is:unread model');
  await expect(box.notes).toContainText('found');
  await box.chip('Save search').click();
  await page.getByRole('dialog').getByLabel('Name').fill('Unread models');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').getByText('Unread models')).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Papers: Unread models' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test(`[ACC-2] search results and problems are clean by axe, ${theme}`, async ({ app }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      const box = new SearchBox(page);
      await library.ready();
      await box.type('model');
      await expect(box.rows.first()).toBeVisible();
      await expectClean(page);
      await box.type('year:abc ');
      await expect(box.notes).toContainText('is no year');
      await expectClean(page);
    });
  });
}
