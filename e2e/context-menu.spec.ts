import type { Locator } from '@playwright/test';
import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';

/** Waits until a menu has given one of its entries the focus, as it does a moment after it opens. */
async function focusInside(menu: Locator): Promise<void> {
  await expect(menu.locator(':focus')).toHaveCount(1);
}

test('[ACC-1] a row’s context menu acts on that row, by mouse and by keyboard', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(0);
  const second = library.rows.nth(1);
  await second.click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Acts on the paper' });
  await expect(menu).toBeVisible();
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await expectClean(page);
  await menu.getByRole('menuitem', { name: /^Star/ }).click();
  await expect(menu).toBeHidden();
  await expect(second.getByRole('img', { name: 'Starred' })).toBeVisible();
  await expect(library.rows.nth(0).getByRole('img', { name: 'Starred' })).toHaveCount(0);
  await expect(library.list).toBeFocused();

  for (const key of ['Shift+F10', 'ContextMenu']) {
    await page.keyboard.press(key);
    await expect(menu).toBeVisible();
    await expect(menu.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(menu).toBeHidden();
    await expect(library.list).toBeFocused();
  }

  await page.keyboard.press('Shift+F10');
  await focusInside(menu);
  await menu.getByRole('menuitem', { name: 'Status' }).press('ArrowRight');
  await focusInside(page.getByRole('menu', { name: 'Status' }));
  await page.getByRole('menuitem', { name: /Mark as read/ }).press('Enter');
  await expect(menu).toBeHidden();
  await expect(library.details.getByLabel('Status')).toHaveValue('read');
});

test('[ACC-1] the sidebar’s entries and what is typed into have their menus', async ({ app }) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const week = page.getByRole('navigation').getByRole('button', { name: /^This week/ });
  await week.click({ button: 'right' });
  await expect(page.getByRole('menu', { name: 'Acts on This week' })).toBeVisible();
  await expect(week).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Escape');
  await page
    .getByRole('combobox', { name: 'Search the library' })
    .first()
    .click({ button: 'right' });
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('[ACC-1] the program’s menus show what can be done, and do it', async ({ app }) => {
  test.skip(app.shell === 'electron', 'the system shows them there');
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(0);
  const button = page.getByRole('button', { name: 'Menu', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Menu', exact: true });
  await expect(menu.getByRole('menuitem')).toHaveText([
    'File',
    'Edit',
    'View',
    'Go',
    'Paper',
    'Help',
  ]);
  await focusInside(menu);
  await menu.getByRole('menuitem', { name: 'Paper' }).press('ArrowRight');
  const paper = page.getByRole('menu', { name: 'Paper' });
  await expect(paper.getByRole('menuitem', { name: /^Star/ })).toContainText('S');
  await expect(paper.getByRole('menuitem', { name: 'Stop fetching' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expectClean(page);
  await paper.getByRole('menuitem', { name: /^Star/ }).press('Enter');
  await expect(library.rows.nth(0).getByRole('img', { name: 'Starred' })).toBeVisible();
  await expect(button).toBeFocused();

  await page.keyboard.press('Enter');
  await focusInside(menu);
  await menu.getByRole('menuitem', { name: 'Help' }).press('ArrowRight');
  const help = page.getByRole('menu', { name: 'Help' });
  await focusInside(help);
  await help.getByRole('menuitem', { name: /^Show keys/ }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});
