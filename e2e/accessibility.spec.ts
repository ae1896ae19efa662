import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test(`[ACC-2] library, palette and help are clean by axe, ${theme}`, async ({ app }) => {
      const { page, shell } = app;
      const library = new LibraryPage(page);
      await library.ready();
      await library.select(0);
      await expect(library.details.getByRole('heading').first()).toBeVisible();
      await expectClean(page, shell);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await expectClean(page, shell);
      await page.keyboard.press('Escape');
      await library.list.focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await expectClean(page, shell);
    });

    test(`[ACC-2] the reader is clean by axe, ${theme}`, async ({ app }) => {
      const { page, shell } = app;
      const library = new LibraryPage(page);
      await library.ready();
      await library.select(1);
      await library.read();
      const reader = new ReaderPage(page);
      await reader.ready();
      const [line] = await reader.bodyLines();
      await reader.drag(line!);
      await expectClean(page, shell);
      await page.keyboard.press('1');
      await expect(reader.highlights).toHaveCount(1);
      await expectClean(page, shell);
      await (await reader.note()).click();
      await expectClean(page, shell);
    });
  });
}

test.describe('with nothing to show', () => {
  test.use({ upstreamOptions: { faults: [{ match: '/', kind: 'down' }] } });

  test('[ACC-2] the first screen is clean by axe', async ({ app }) => {
    await expect(app.page.getByText('No papers yet')).toBeVisible();
    await expectClean(app.page, app.shell);
  });
});
