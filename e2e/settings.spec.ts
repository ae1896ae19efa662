import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SECTIONS, SettingsPage } from './pages/settings-page.ts';

test('[ACC-2] the settings open by key, are walked by keyboard, and give back where one was', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.list.focus();
  await page.keyboard.press('Control+,');
  const settings = new SettingsPage(page);
  await expect(settings.title).toBeFocused();
  await expect(settings.title).toHaveText('General');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(settings.title).toHaveText('Health');
  await page.keyboard.press('Escape');
  await expect(settings.panel).toHaveCount(0);
  await expect(library.list).toBeFocused();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('Settings: Earlier');
  await page.keyboard.press('Enter');
  await expect(settings.title).toHaveText('Earlier listings');
  await expect(settings.title).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(library.list).toBeFocused();

  await settings.open('Sources');
  await page.getByRole('checkbox', { name: 'Read the listings every hour' }).focus();
  await page.keyboard.press('Escape');
  await expect(library.list).toBeFocused();

  await settings.open('Earlier listings');
  // The first Escape leaves the field, the second the settings.
  await page.getByLabel('From').focus();
  await page.keyboard.press('Escape');
  await expect(settings.title).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(library.list).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test(`[ACC-2] every section of the settings is clean by axe, ${theme}`, async ({ app }) => {
      const { page } = app;
      const library = new LibraryPage(page);
      await library.ready();
      await library.select(0);
      await library.details.getByRole('button', { name: 'Fetch PDF' }).click();
      const settings = new SettingsPage(page);
      await settings.open();
      for (const section of SECTIONS) {
        await settings.show(section);
        await expect(settings.panel.getByText('Loading…')).toHaveCount(0);
        await expectClean(page);
      }
      await settings.show('Sources');
      await page.getByRole('combobox', { name: 'Add a category' }).fill('learning');
      await page.getByRole('listbox', { name: 'Add a category' }).waitFor();
      await expectClean(page);
      await settings.show('Backups');
      await settings.panel.getByRole('button', { name: 'Back up now' }).click();
      await settings.panel
        .getByRole('button', { name: /^Restore/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      await expectClean(page);
    });
  });
}

test('[ACC-2] text at twice its size fits every section', async ({ app }) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  const settings = new SettingsPage(page);
  await settings.open();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  for (const section of SECTIONS) {
    await settings.show(section);
    await expect(settings.panel.getByText('Loading…')).toHaveCount(0);
    const over = await settings.title.evaluate((title) => {
      const pane = title.parentElement!.parentElement!;
      return pane.scrollWidth - pane.clientWidth;
    });
    expect(over, section).toBeLessThanOrEqual(0);
  }
});

test('[ACC-3] the theme is chosen by arrow keys, and kept', async ({ app }) => {
  await new LibraryPage(app.page).ready();
  const settings = new SettingsPage(app.page);
  await settings.open();
  await settings.group('Appearance').getByRole('radio', { name: 'As the system' }).focus();
  await app.page.keyboard.press('ArrowRight');
  await app.page.keyboard.press('ArrowRight');
  const html = (page = app.page) => page.locator('html');
  await expect(html()).toHaveAttribute('data-theme', 'dark');
  await app.restart();
  await expect(html()).toHaveAttribute('data-theme', 'dark');
});

test('[LIST-8] arXiv categories are followed and left by keyboard', async ({ app }) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  const settings = new SettingsPage(page);
  await settings.open('Sources');
  const field = page.getByRole('combobox', { name: 'Add a category' });
  await field.fill('no such thing');
  await expect(settings.panel.getByText('arXiv has no category “no such thing”.')).toBeVisible();
  await field.fill('machine learning');
  await expect(
    page.getByRole('listbox', { name: 'Add a category' }).getByRole('option'),
  ).toHaveCount(2);
  await field.press('ArrowDown');
  await field.press('Enter');
  await field.fill('CS.CL');
  await field.press('Enter');
  const followed = settings.panel.getByRole('list', { name: 'Categories you follow' });
  await expect(followed.getByRole('listitem')).toHaveCount(2);
  await expect(followed).toContainText('stat.ML');
  await expect(followed).toContainText('Computation and Language');
  await page.getByRole('button', { name: 'Remove stat.ML' }).click();
  await expect(followed.getByRole('listitem')).toHaveCount(1);
  const group = settings.group('arXiv categories');
  await group.getByRole('button', { name: 'Read now' }).click();
  await expect(followed).toContainText('Read just now', { timeout: 30_000 });
  await app.restart();
  await new LibraryPage(app.page).ready();
  await new SettingsPage(app.page).open('Sources');
  await expect(app.page.getByRole('list', { name: 'Categories you follow' })).toContainText(
    'cs.CL',
  );
});

test('[SAFE-5] every host that requests go to is listed, with how it does', async ({ app }) => {
  await new LibraryPage(app.page).ready();
  const settings = new SettingsPage(app.page);
  await settings.open('Sources');
  const hosts = settings.group('Where requests go');
  const listings = hosts.getByRole('row', { name: /Listings, details, search/ });
  await expect(listings).toContainText('127.0.0.1');
  await expect(listings).toContainText(/Answered|no[tw]/);
  await expect(hosts.getByRole('row', { name: /PDFs/ })).toBeVisible();
});

test.describe('with an upstream that asks to wait', () => {
  const headers = { 'retry-after': '3600' };
  test.use({
    upstreamOptions: { faults: [{ match: '/api/', kind: 'status', code: 429, headers }] },
  });

  test('[LIST-4] the status bar leads to what is wrong, and until when', async ({ app }) => {
    const { page } = app;
    const status = page.getByRole('contentinfo');
    await status.getByRole('button', { name: /asked us to wait until \d/ }).click();
    const settings = new SettingsPage(page);
    await expect(settings.title).toHaveText('Sources');
    const hosts = settings.group('Where requests go');
    await expect(hosts.getByText(/asked us to wait until \d/)).toBeVisible();
  });
});
