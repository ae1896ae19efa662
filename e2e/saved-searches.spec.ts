import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SidebarPage } from './pages/sidebar-page.ts';

test('[FIND-6] a search is saved, counts live, is changed, moved and deleted', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  const sidebar = new SidebarPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  const box = page.getByRole('combobox', { name: /^Search/ });
  const save = async (query: string, name: string): Promise<void> => {
    await box.fill(query);
    await page.getByRole('button', { name: 'Save search' }).click();
    await sidebar.name(name);
    await expect(sidebar.searches.getByRole('row', { name })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  };
  await save('is:starred', 'With a star');
  await save('is:unread', 'Unread');
  const starred = sidebar.searches.getByRole('row', { name: 'With a star' });
  await expect(sidebar.searches.getByRole('row', { name: 'Unread' })).toContainText(/\d+ papers/);

  await library.show('Today');
  await library.select(0);
  await page.keyboard.press('s');
  await expect(starred).toContainText('1 paper');
  await starred.click();
  await expect(library.rows).toHaveCount(1);

  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Change the saved search' });
  await dialog.getByRole('textbox', { name: 'Query' }).fill('is:unread is:starred');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Starred, unread');
  await page.keyboard.press('Enter');
  const changed = sidebar.searches.getByRole('row', { name: 'Starred, unread' });
  await expect(changed).toContainText('1 paper');

  await changed.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(sidebar.searches).toMatchAriaSnapshot(`
    - grid "Saved searches":
      - row "Unread"
      - row "Starred, unread" [selected]
  `);
  await expect(library.status).not.toContainText('Saving');
  await app.restart();
  const again = new SidebarPage(app.page);
  await expect(again.searches).toMatchAriaSnapshot(`
    - grid "Saved searches":
      - row "Unread"
      - row "Starred, unread" [selected]
  `);
  await again.searches.getByRole('row', { name: 'Starred, unread' }).press('Delete');
  await expect(again.searches.getByRole('row')).toHaveCount(1);
  await expect(app.page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
});
