import type { Locator, Page } from '@playwright/test';
import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SidebarPage } from './pages/sidebar-page.ts';

test('[COLL-1] collections are made, nested, renamed and ordered by keyboard alone', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  await library.ready();
  await sidebar.make('Interpretability', 'Probing', 'Survey draft');
  await sidebar.collection('Interpretability').focus();
  await page.keyboard.press('ArrowDown');
  await expect(sidebar.collection('Probing')).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await sidebar.shows('Interpretability', '  Probing', 'Survey draft');
  await expect(sidebar.collections).toMatchAriaSnapshot(`
    - treegrid "Collections":
      - row "Interpretability" [expanded] [level=1]:
        - gridcell:
          - button "Drag Interpretability"
          - button "Collapse Interpretability"
      - row "Probing" [level=2] [selected]
      - row "Survey draft" [level=1]
  `);

  await page.keyboard.press('s');
  await expect(sidebar.collection('Survey draft')).toBeFocused();
  await page.keyboard.press('F2');
  await sidebar.name('Draft of the survey');
  await page.keyboard.press('Alt+ArrowUp');
  await sidebar.shows('Draft of the survey', 'Interpretability', '  Probing');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await sidebar.shows('Draft of the survey', 'Interpretability');
  await expect(library.status).not.toContainText('Saving');

  await app.restart();
  const again = new SidebarPage(app.page);
  await again.shows('Draft of the survey', 'Interpretability');
  await again.collections.getByRole('button', { name: 'Expand Interpretability' }).click();
  await again.shows('Draft of the survey', 'Interpretability', '  Probing');
  await app.restart();
  await new SidebarPage(app.page).shows('Draft of the survey', 'Interpretability', '  Probing');
});

test('[COLL-1] collections are dragged onto and between each other, never into themselves', async ({
  app,
}) => {
  const { page } = app;
  const sidebar = new SidebarPage(page);
  await new LibraryPage(page).ready();
  await sidebar.make('A', 'B', 'C');
  await sidebar.collection('B').dragTo(sidebar.collection('A'));
  await sidebar.shows('A', 'C');
  await sidebar.collections.getByRole('button', { name: 'Expand A' }).click();
  await sidebar.shows('A', '  B', 'C');
  await sidebar.collection('A').dragTo(sidebar.collection('B'));
  await sidebar.shows('A', '  B', 'C');
  await sidebar
    .collection('C')
    .dragTo(sidebar.collection('A'), { targetPosition: { x: 40, y: 1 } });
  await sidebar.shows('C', 'A', '  B');
  await page.keyboard.press('Control+z');
  await sidebar.shows('A', '  B', 'C');
});

test('[COLL-1] a collection is dragged by keyboard, and what happens is said', async ({ app }) => {
  const { page } = app;
  const sidebar = new SidebarPage(page);
  await new LibraryPage(page).ready();
  await sidebar.make('A', 'B');
  await sidebar.collection('B').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Drag B' })).toBeFocused();
  await page.keyboard.press('Enter');
  const target = page.getByRole('button', { name: 'Drop on A' });
  // The drag begins in the next frame, and the focus follows each key once its place is drawn.
  let place = await nextPlace(page);
  for (let step = 0; step < 6 && !(await isFocused(target)); step++) {
    await page.keyboard.press('ArrowDown');
    place = await nextPlace(page, place);
  }
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-live-announcer]')).toContainText('Drop complete.');
  await sidebar.collections.getByRole('button', { name: 'Expand A' }).click();
  await sidebar.shows('A', '  B');
});

/** Waits until another place for a drop than the former has the focus; its name. */
async function nextPlace(page: Page, former = ''): Promise<string> {
  let place = '';
  await expect(async () => {
    place = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    expect(place).toMatch(/^(Drop|Insert)/);
    expect(place).not.toBe(former);
  }).toPass({ timeout: 15_000 });
  return place;
}

async function isFocused(locator: Locator): Promise<boolean> {
  return (await locator.count()) > 0 && locator.evaluate((one) => one === document.activeElement);
}

test('[COLL-1] papers are dropped on a collection, a tag and the reading list', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await sidebar.make('Probing');
  await library.select(0);
  await page.keyboard.press('Shift+ArrowDown');
  await library.rows.nth(1).dragTo(sidebar.collection('Probing'));
  await expect(sidebar.collection('Probing')).toContainText('2 papers');
  const id = await library.select(2);
  await library.detailed();
  await library.details.getByRole('button', { name: 'Add a tag' }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('method');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Tags', exact: true }).click();
  await library.rows.nth(3).dragTo(sidebar.tags.getByRole('button', { name: 'method' }));
  await expect(sidebar.tags.getByRole('button', { name: /^method.*2 papers/ })).toBeVisible();
  const list = page.getByRole('button', { name: /^Reading list/ });
  await library.row(id).dragTo(list);
  await expect(list).toContainText('1 paper');
  await expect(library.details.getByRole('combobox', { name: 'Status' })).toHaveValue('to-read');
});

test('[COLL-1] deleting a collection keeps its papers, and is undone with them in it', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await sidebar.make('Probing');
  await library.rows.nth(0).dragTo(sidebar.collection('Probing'));
  await library.rows.nth(1).dragTo(sidebar.collection('Probing'));
  await expect(sidebar.collection('Probing')).toContainText('2 papers');
  await sidebar.collection('Probing').click();
  await expect(library.rows).toHaveCount(2);
  // Numbers are told a moment after the listings are here.
  const all = page.getByRole('button', { name: /^All papers/ });
  const before = await all.textContent();
  await sidebar.collection('Probing').press('Delete');
  await expect(sidebar.collections).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'Its papers stay' })).toHaveCount(1);
  await expect(all).toHaveText(before ?? '');
  await library.list.focus();
  await page.keyboard.press('Control+z');
  await expect(sidebar.collection('Probing')).toContainText('2 papers');
  await sidebar.collection('Probing').click();
  await expect(library.rows).toHaveCount(2);
});

test('[COLL-2] the reading list stands in the order of the hand, after a restart too', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const ids: string[] = [];
  for (const place of [0, 1, 2]) {
    ids.push(await library.select(place));
    await page.keyboard.press('t');
  }
  await library.show('Reading list');
  const order = () =>
    library.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-paper-id')));
  // The rows are there before their papers.
  await expect(library.list.locator('[data-paper-id]')).toHaveCount(3);
  const [first, second, third] = await order();
  await library.select(0);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual([second, first, third]);
  await expect(library.row(first ?? '')).toHaveAttribute('aria-selected', 'true');
  await library.rows.nth(2).dragTo(library.rows.nth(0), { targetPosition: { x: 200, y: 3 } });
  await expect.poll(order).toEqual([third, second, first]);
  await app.restart();
  const again = new LibraryPage(app.page);
  await again.ready();
  await expect
    .poll(() =>
      again.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-paper-id'))),
    )
    .toEqual([third, second, first]);
  expect(new Set(ids)).toEqual(new Set([first, second, third]));
});

test('[COLL-2] a due day is set in the details, shown in the row, and over in words', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const id = await library.select(1);
  await page.keyboard.press('t');
  // The day is asked for in the details.
  await library.detailed();
  await page.keyboard.press('d');
  await library.details.getByLabel('Due', { exact: true }).fill('2026-01-02');
  await expect(library.row(id)).toContainText('overdue since 2 Jan 2026');
  await expect(library.details).toContainText(/overdue by \d+ days/);
  await library.details.getByRole('button', { name: 'No due day' }).click();
  await expect(library.row(id)).not.toContainText('overdue');
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test(`[ACC-2] the sidebar with what is the user's own is clean by axe, ${theme}`, async ({
      app,
    }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      const sidebar = new SidebarPage(page);
      await library.ready();
      await sidebar.make('Interpretability', 'Probing');
      await sidebar.collection('Probing').dragTo(sidebar.collection('Interpretability'));
      await sidebar.collection('Interpretability').click();
      await expectClean(page);
      await page.keyboard.press('F2');
      await page.getByRole('dialog').waitFor();
      await expectClean(page);
    });
  });
}

test('[LIB-1] panes are made wider by keys, and stay so', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const separator = page.getByRole('separator', { name: 'Width of the sidebar' });
  await separator.focus();
  await page.keyboard.press('End');
  await expect(separator).toHaveAttribute('aria-valuenow', '30');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(separator).toHaveAttribute('aria-valuenow', '28');
  // What is kept is written a moment later.
  await page.waitForTimeout(500);
  await app.restart();
  const again = app.page.getByRole('separator', { name: 'Width of the sidebar' });
  await expect(again).toHaveAttribute('aria-valuenow', '28');
});
