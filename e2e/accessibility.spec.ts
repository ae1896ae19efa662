import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { openPaper } from './pages/open-paper.ts';
import { SearchBox } from './pages/search-box.ts';
import { SidebarPage } from './pages/sidebar-page.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test(`[ACC-2] library, palette and help are clean by axe, ${theme}`, async ({ app }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      await library.ready();
      await library.select(0);
      await expect(library.details.getByRole('heading').first()).toBeVisible();
      await expectClean(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await expectClean(page);
      await page.keyboard.press('Escape');
      await library.list.focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await expectClean(page);
    });

    test(`[ACC-2] the reader is clean by axe, ${theme}`, async ({ app }) => {
      const { page } = app;
      const reader = await openPaper(page);
      const [line] = await reader.bodyLines();
      await reader.drag(line!);
      await expectClean(page);
      await page.keyboard.press('1');
      await expect(reader.highlights).toHaveCount(1);
      await expectClean(page);
      await (await reader.note()).click();
      await expectClean(page);
    });

    test(`[ACC-2] what the user keeps, and each dialog, is clean by axe, ${theme}`, async ({
      app,
    }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      const sidebar = new SidebarPage(page);
      const box = new SearchBox(page);
      await library.ready();
      await test.step('a collection in another, with the menu of one', async () => {
        await sidebar.make('Interpretability', 'Probing');
        await sidebar.collection('Probing').focus();
        await page.keyboard.press('Alt+ArrowRight');
        await sidebar.shows('Interpretability', '  Probing');
        await sidebar.collection('Probing').click({ button: 'right' });
        await page.getByRole('menu').waitFor();
        await expectClean(page);
        await page.keyboard.press('Escape');
      });
      await test.step('a search that is saved', async () => {
        await box.type('is:unread');
        await expect(box.notes).toContainText('found');
        await box.chip('Save search').click();
        await expectClean(page);
        await sidebar.name('Unread');
        await expect(sidebar.searches).toBeVisible();
        await expectClean(page);
      });
      await test.step('the reading list, with a tag', async () => {
        await library.show('Today');
        await library.ready();
        await library.select(0);
        await page.keyboard.press('t');
        await page.keyboard.press('l');
        await page.keyboard.type('probing');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Tags', exact: true }).click();
        await expect(sidebar.tags).toBeVisible();
        await library.show('Reading list');
        await expect(library.rows).toHaveCount(1);
        await library.select(0);
        await expectClean(page);
      });
      await test.step('the menu of filters', async () => {
        await page.getByRole('button', { name: 'More filters' }).click();
        await page.getByRole('menu', { name: 'More filters' }).waitFor();
        await expectClean(page);
        await page.keyboard.press('Escape');
      });
      for (const section of ['Trash', 'Find online']) {
        await test.step(section, async () => {
          await library.show(section);
          await expect(library.list).toHaveCount(0);
          await expectClean(page);
        });
      }
      await test.step('an import', async () => {
        const buffer = Buffer.from('@article{broken, title = {');
        await page
          .locator('input[type=file]')
          .setInputFiles([{ name: 'broken.bib', mimeType: 'text/plain', buffer }]);
        await page.getByRole('dialog', { name: 'Import' }).waitFor();
        await expectClean(page);
      });
    });
  });
}

test.describe('with nothing to show', () => {
  test.use({ upstreamOptions: { faults: [{ match: '/', kind: 'down' }] } });

  test('[ACC-2] the first screen is clean by axe', async ({ app }) => {
    await expect(app.page.getByText('No papers yet')).toBeVisible();
    await expectClean(app.page);
  });
});

test('[ACC-2] what changes is said to screen readers', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const box = new SearchBox(page);
  const said = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await test.step('how many are selected, what was done to them, and that it is undone', async () => {
    await library.select(0);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(said('3 papers selected')).toHaveCount(1);
    await page.keyboard.press('s');
    await expect(said('3 papers starred')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(said('Undone:')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(said('Only this paper selected').or(said('3 papers selected'))).toHaveCount(0);
  });
  await test.step('how many a search found', async () => {
    await box.type('model');
    await expect(said(/^\d+ papers found$/)).toHaveCount(1);
    await expect(box.input).toHaveAttribute('aria-invalid', 'false');
  });
  await test.step('what makes no sense in it, and where', async () => {
    await box.type('model year:abc ');
    await expect(box.notes).toMatchAriaSnapshot(`
      - status:
        - paragraph: /At character 12:.*“abc” is no year/
    `);
    await expect(box.input).toHaveAttribute('aria-invalid', 'true');
  });
});

test('[ACC-2] the acts on a list stand in one line, and are reached with text twice as large', async ({
  app,
}) => {
  const { page } = app;
  await page.setViewportSize({ width: 1280, height: 800 });
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(0);
  const lines = (name: string | RegExp) =>
    page
      .getByRole('region', { name })
      .getByRole('button', { name: /^(Sort|Unread|Offline PDF|Organisation|More)/ })
      .evaluateAll((all) => new Set(all.map((one) => one.getBoundingClientRect().top)).size);
  expect(await lines('Today')).toBe(1);
  await library.details.getByRole('button', { name: 'Fetch PDF' }).waitFor();
  const tops = await library.details
    .getByRole('button', { name: /^(Fetch|Add to collection|Star|Cite|More)/ })
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(4);

  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  for (const name of ['More filters', 'Star', 'Cite']) {
    const button = page.getByRole('button', { name, exact: true }).first();
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Starred' }).click();
  await expect(page.getByText('No paper passes these filters.')).toBeVisible();
});
