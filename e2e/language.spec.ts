import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('[ACC-3] German is chosen in the settings, at once and for good', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const scripts = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name.replace(/.*\//, '')),
    );
  expect((await scripts()).filter((name) => /^de-.*\.js$/.test(name))).toEqual([]);

  const settings = new SettingsPage(page);
  await settings.open('General');
  await settings.group('Language').getByText('Deutsch').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('tab', { name: 'Bibliothek' })).toBeVisible();
  const papers = page.getByRole('listbox', { name: /^Paper: Heute/ });
  await papers.locator('[data-paper-id]').first().waitFor();
  await expect(papers).toContainText(/Autoren/);
  await expectClean(page);

  await app.restart();
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(app.page.getByRole('tab', { name: 'Bibliothek' })).toBeVisible();
  await app.page.keyboard.press('Control+,');
  const tab = app.page.getByRole('tabpanel', { name: 'Einstellungen' });
  await tab.getByText('English').click();
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(app.page.getByRole('tab', { name: 'Library' })).toBeVisible();
});

test.describe('on a machine that prefers German', () => {
  test.use({ locale: 'de-AT' });

  test('[ACC-3] the interface speaks it from the first paint', async ({ app }) => {
    test.skip(app.shell === 'electron', 'the locale is the browser’s here');
    const { page } = app;
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page.getByRole('tab', { name: 'Bibliothek' })).toBeVisible();
    for (const text of ['Library', 'Today', 'All papers'])
      await expect(page.getByText(text, { exact: true })).toHaveCount(0);
  });
});
