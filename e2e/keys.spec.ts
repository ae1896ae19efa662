import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('[ACC-1] a key is changed, a conflict told and resolved, and a restart keeps it', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const settings = new SettingsPage(page);
  await settings.open('Keyboard');
  await page.getByRole('textbox', { name: 'Filter acts or keys' }).fill('next paper');
  const entry = settings.panel.getByRole('listitem').filter({ hasText: /^Next paper/ });
  await entry.getByRole('button', { name: 'Add a key: Next paper' }).click();
  const record = page.getByRole('textbox', { name: 'Press the new key: Next paper' });
  await expect(record).toBeFocused();
  await page.keyboard.press('s');
  await expect(record).toHaveValue('S');
  await expect(entry).toContainText('S is also “Star” (In the library)');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(record).toHaveCount(0);
  await expect(entry.getByRole('button', { name: 'Add a key: Next paper' })).toBeFocused();
  await expectClean(page);
  await entry.getByRole('button', { name: /^Take it from there: S/ }).click();
  await expect(entry).not.toContainText('is also');

  // Two keys that follow each other.
  await entry.getByRole('button', { name: 'Add a key: Next paper' }).click();
  await expect(record).toBeFocused();
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await expect(record).toHaveValue('Z then Z');
  await entry.getByRole('button', { name: 'Save' }).click();
  await expect(entry).toContainText('Z then Z');
  await page.getByRole('textbox', { name: 'Filter acts or keys' }).press('Escape');
  await page.keyboard.press('Escape');

  const selected = async (of: typeof page) =>
    of
      .getByRole('listbox', { name: /^Papers/ })
      .getByRole('option', { selected: true })
      .getAttribute('aria-posinset');
  await library.select(0);
  await page.keyboard.press('s');
  await page.keyboard.press('z');
  await page.keyboard.press('z');
  await expect.poll(() => selected(page)).toBe('3');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('next paper');
  await expect(page.getByRole('option', { name: /^Next paper/ }).first()).toContainText('↓');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Z then Z');
  await page.keyboard.press('Escape');

  await app.restart();
  const again = new LibraryPage(app.page);
  await again.ready();
  // The keys come with the settings; until then S would star a paper.
  await app.page.keyboard.press('?');
  await expect(app.page.getByRole('dialog', { name: 'Keys' })).toContainText('Z then Z');
  await app.page.keyboard.press('Escape');
  await again.select(0);
  await app.page.keyboard.press('s');
  await expect.poll(() => selected(app.page)).toBe('2');
  const later = new SettingsPage(app.page);
  await later.open('Keyboard');
  await later.panel.getByRole('button', { name: 'Reset all keys' }).click();
  await expect(later.panel.getByRole('button', { name: 'Reset all keys' })).toBeDisabled();
  await app.page.keyboard.press('Escape');
  await again.select(0);
  await app.page.keyboard.press('s');
  await expect(again.rows.nth(0).getByRole('img', { name: 'Starred' })).toBeVisible();
});

test('[ACC-1] the list is walked as in vi, and as usual', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  // The way to the end leads to the end of what is here.
  await expect(library.status).toContainText('Listings up to date');
  await library.show('All papers');
  await library.ready();
  await library.select(0);
  const place = () =>
    library.list.getByRole('option', { selected: true }).getAttribute('aria-posinset');
  for (const [key, at] of [
    ['j', '2'],
    ['ArrowDown', '3'],
    ['k', '2'],
    ['Home', '1'],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(place).toBe(at);
  }
  await page.keyboard.press('Shift+G');
  await expect.poll(async () => Number(await place())).toBeGreaterThan(50);
  await page.keyboard.press('g');
  await expect.poll(place).toBe('1');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search the library' }).first()).toBeFocused();
});
