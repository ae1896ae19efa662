import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

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
  await expect(notes).toBeFocused();
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

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('reading plan');
  await page.keyboard.press('Enter');
  await expect(editor).toBeFocused();
  await expect(editor).toContainText('start with sparse features');

  await app.restart();
  const again = app.page;
  await again.getByRole('button', { name: /^Notes/ }).click();
  await expect(notesOf(again).getByRole('option')).toHaveCount(2);
  await notesOf(again)
    .getByRole('option', { name: /Reading plan/ })
    .click();
  await expect(editorOf(again)).toContainText('start with sparse features');
});

test('[NOTE-2] typing [[ links a paper and a note, which are followed, and they say so', async ({
  app,
}) => {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  const id = await library.select(2);
  await library.detailed();
  const title = (await library.details.getByRole('heading', { level: 2 }).innerText()).trim();
  const words = title
    .split(/[^A-Za-z0-9]+/)
    .slice(0, 3)
    .join(' ');
  await page.keyboard.press('n');
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.type(`# Survey\nfirst [[${words}`);
  const offers = page.getByRole('listbox', { name: 'Papers and notes to link to' });
  await expect(offers.getByRole('option', { name: title })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(offers).toHaveCount(0);
  await page.keyboard.type(' then the rest\n');
  const link = editorOf(page).getByRole('link', { name: title });
  await expect(link).toBeVisible();
  await expect(editorOf(page)).not.toContainText('[[');

  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(notesOf(page).getByRole('option')).toHaveCount(2);
  await page.keyboard.type('see [[surv');
  await expect(offers.getByRole('option', { name: /^Survey\s*Note$/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await page.keyboard.type(' and [[note:gone]]\n');
  await expect(editorOf(page).getByTitle('There is no such paper', { exact: false })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(editorOf(page)).toContainText('then the rest');
  const from = page.getByRole('region', { name: 'Linked from' });
  await expect(from).toContainText('see Survey and note:gone');
  await expectCleanInBothThemes(page);

  await link.click();
  await expect(page.getByRole('tab', { name: title.slice(0, 20) })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  const reader = new ReaderPage(page);
  await reader.note();
  await expect(from.getByRole('button')).toContainText('first');
  await expectCleanInBothThemes(page);
  await page.getByRole('tab', { name: 'Library' }).click();
  await library.show('Today');
  await library.row(id).click();
  await expect(library.details.getByRole('heading', { name: 'Linked from' })).toBeVisible();
  await library.details.getByRole('button', { name: /^Survey/ }).click();
  await expect(editorOf(page)).toContainText('then the rest');
});

test('[ACC-2] the page of notes is clean, empty and full, in both themes', async ({ app }) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  await page.getByRole('button', { name: /^Notes/ }).click();
  await expect(page.getByText('No notes yet.', { exact: false })).toBeVisible();
  await expectCleanInBothThemes(page);
  await page.getByRole('button', { name: 'New note' }).click();
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.type('# Plan\nread');
  await expect(notesOf(page).getByRole('option').first()).toContainText('Plan');
  await expectCleanInBothThemes(page);
});
