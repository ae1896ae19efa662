import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';

/** The user's today as the page has it. */
const longToday = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
}).format(new Date());

test('[LIB-6] what is marked as read stands in the calendar, the course and the topics', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await library.show('Statistics');
  const statistics = page.getByRole('region', { name: 'Statistics' });
  await expect(statistics).toContainText('Nothing was read yet');
  await expectClean(page);

  await library.show('Today');
  await library.ready();
  for (const place of [0, 1, 2]) {
    await library.select(place);
    await page.keyboard.press('r');
  }
  await library.show('Statistics');
  await expect(statistics.getByText('Papers read', { exact: true }).locator('..')).toContainText(
    '3',
  );
  const grid = statistics.getByRole('table', { name: 'The last twelve months' });
  const today = grid.getByRole('button', { name: new RegExp(`${longToday}: 3 papers read`) });
  await expect(today).toHaveAttribute('tabindex', '0');

  await today.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(
    grid.getByRole('button', { name: /nothing read/ }).and(page.locator(':focus')),
  ).toBeVisible();
  await page.keyboard.press('End');
  await expect(today).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(today).toBeFocused();

  await statistics.getByText('Week', { exact: true }).click();
  await expect(statistics.getByRole('listitem').last()).toContainText('3 papers');
  await statistics.getByText('arXiv categories', { exact: true }).click();
  await expect(statistics.getByRole('table').last().getByRole('row')).not.toHaveCount(0);
  await library.show('Today');
  await expect(library.rows.first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test(`[ACC-2] the statistics are clean by axe, ${theme}`, async ({ app }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      await library.ready();
      await library.select(0);
      await page.keyboard.press('r');
      await library.show('Statistics');
      await expect(page.getByRole('table', { name: 'The last twelve months' })).toBeVisible();
      await expectClean(page);
    });
  });
}
