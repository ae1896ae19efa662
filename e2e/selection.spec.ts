import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';

const PICKED = '[data-paper-id][aria-selected=true]';

test('[LIB-2] many are selected by keys and mouse as in a mail program', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const selected = library.list.locator(PICKED);
  const bar = page.getByRole('toolbar', { name: 'Acts on the selected papers' });
  await library.select(1);
  await expect(bar).toHaveCount(0);
  await library.rows.nth(4).click({ modifiers: ['Shift'] });
  await expect(selected).toHaveCount(4);
  await expect(bar).toContainText('4 selected');
  await expect(page.getByRole('status').filter({ hasText: '4 papers selected' })).toHaveCount(1);
  await library.rows.nth(2).click({ modifiers: ['Control'] });
  await expect(selected).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(1);
  await expect(library.list).toBeFocused();

  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Space');
  await expect(selected).toHaveCount(4);
  await expect(library.rows.nth(3)).toHaveAttribute('aria-selected', 'false');
  await expect(library.rows.nth(4)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(selected).toHaveCount(1);
  await expect(library.rows.nth(5)).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Control+a');
  const total = Number(await library.rows.first().getAttribute('aria-setsize'));
  await expect(bar).toContainText(`${total} selected`);
  await expect(library.list).toHaveAttribute('aria-multiselectable', 'true');
});

test('[LIB-3] thirty papers are tagged, collected and deleted at once, and each act is undone and redone', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await library.show('All papers');
  await library.select(0);
  for (let row = 1; row < 30; row++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('l');
  const picker = page.getByRole('dialog', { name: 'Tags of 30 papers' });
  await picker.getByRole('combobox').fill('probing');
  await page.keyboard.press('Enter');
  const toast = page.getByRole('status').filter({ hasText: '30 papers tagged “probing”' });
  await expect(picker.getByRole('option', { name: 'probing' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Escape');
  await expect(toast).toHaveCount(1);
  await expect(library.list).toBeFocused();
  const tagged = async (): Promise<number> => {
    const listed = await app.cli(['list', '--limit', '500', '--json']);
    const papers = JSON.parse(listed.stdout) as { tags: string[] }[];
    return papers.filter(({ tags }) => tags.includes('probing')).length;
  };
  await expect.poll(tagged).toBe(30);
  await page.keyboard.press('Control+z');
  await expect.poll(tagged).toBe(0);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(tagged).toBe(30);

  await page.keyboard.press('v');
  await page.getByRole('dialog').getByRole('combobox').fill('Survey draft');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByText('30 papers added to “Survey draft”')).toBeVisible();

  const all = await app.cli(['list', '--limit', '500', '--json']);
  const total = JSON.parse(all.stdout).length;
  await page.keyboard.press('Delete');
  await expect(page.getByText('30 papers moved to the trash')).toBeVisible();
  await expect(library.rows.first()).toHaveAttribute('aria-setsize', String(total - 30));
  await expect(library.list.locator(PICKED)).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(library.rows.first()).toHaveAttribute('aria-setsize', String(total));
});

test('[LIB-4] in a filtered list, what was acted on gives way to the next', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await page.getByRole('button', { name: 'Unread', exact: true }).click();
  let ids: string[] = [];
  // The rows of the filtered list come behind it.
  await expect(async () => {
    ids = await library.rows.evaluateAll((rows) =>
      rows.slice(0, 5).map((row) => row.getAttribute('data-paper-id') ?? ''),
    );
    expect(ids).toEqual(Array(5).fill(expect.stringMatching(/./)));
  }).toPass();
  await library.row(ids[1]!).click();
  await page.keyboard.press('r');
  await expect(library.row(ids[1]!)).toHaveCount(0);
  await expect(library.row(ids[2]!)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('r');
  await expect(library.row(ids[2]!)).toHaveCount(0);
  await expect(library.row(ids[3]!)).toHaveAttribute('aria-selected', 'true');
});

test('[LIB-2] rows are dragged as the papers that they are', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const dragged = (place: number) =>
    library.rows.nth(place).evaluate((row) => {
      const dataTransfer = new DataTransfer();
      row.dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
      return JSON.parse(dataTransfer.getData('application/x-offprint-papers') || '[]') as string[];
    });
  const id = await library.select(2);
  expect(await dragged(2)).toEqual([id]);
  await library.rows.nth(4).click({ modifiers: ['Shift'] });
  expect(await dragged(3)).toHaveLength(3);
  expect(await dragged(6)).toHaveLength(1);
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test(`[ACC-2] the bar, the menus and the pickers are clean by axe, ${theme}`, async ({
      app,
    }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      await library.ready();
      await library.select(0);
      await library.rows.nth(2).click({ modifiers: ['Shift'] });
      await expectClean(page);
      await page.getByRole('button', { name: /^Sort/ }).click();
      await page.getByRole('menu').waitFor();
      await expectClean(page);
      await page.keyboard.press('Escape');
      await library.list.focus();
      await page.keyboard.press('l');
      await page.keyboard.type('probing');
      await expectClean(page);
      await page.keyboard.press('Enter');
      await expectClean(page);
    });
  });
}
