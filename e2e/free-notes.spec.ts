import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';

const notesOf = (page: Page) => page.getByRole('listbox', { name: 'Notes' });
const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Note', exact: true });

test('[NOTE-1] a free note is made, found, deleted and brought back by keyboard, and stays', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await page.keyboard.press('n');
  const editor = editorOf(page);
  await expect(editor).toBeFocused();
  await page.keyboard.type('# Reading plan\nstart with sparse features');
  const notes = notesOf(page);
  const first = notes.getByRole('option').first();
  await expect(first).toContainText('Reading plan');
  await expect(first).toContainText('start with sparse features');

  await page.keyboard.press('Escape');
  await expect(notes).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.type('Questions');
  await expect(notes.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await expect(notes.getByRole('option', { selected: true })).toContainText('Reading plan');
  await expect(editor).toContainText('start with');
  await page.keyboard.press('Delete');
  await expect(notes.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(notes.getByRole('option')).toHaveCount(2);

  const filter = page.getByRole('searchbox', { name: 'Filter notes' });
  await filter.fill('SPARSE');
  await expect(notes.getByRole('option')).toHaveCount(1);
  await filter.fill('zebra');
  await expect(page.getByText('No note has these words.')).toBeVisible();
  await filter.fill('');
  await expect(notes.getByRole('option')).toHaveCount(2);

  await app.restart();
  const again = app.page;
  await again.getByRole('button', { name: /^Notes/ }).click();
  await expect(notesOf(again).getByRole('option')).toHaveCount(2);
  await notesOf(again)
    .getByRole('option', { name: /Reading plan/ })
    .click();
  await expect(editorOf(again)).toContainText('start with sparse features');
});

test('[ACC-2] the page of notes is clean, empty and full, in both themes', async ({ app }) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  await page.getByRole('button', { name: /^Notes/ }).click();
  await expect(page.getByText('No notes yet.', { exact: false })).toBeVisible();
  await expectCleanInBothThemes(page, app.shell);
  await page.getByRole('button', { name: 'New note' }).click();
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.type('# Plan\nread');
  await expect(notesOf(page).getByRole('option').first()).toContainText('Plan');
  await expectCleanInBothThemes(page, app.shell);
});
