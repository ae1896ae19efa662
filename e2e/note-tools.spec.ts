import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { openPaper } from './pages/open-paper.ts';

/** Opens the first paper's note. */
async function openNote(page: Page) {
  const reader = await openPaper(page);
  return { reader, note: await reader.note() };
}

test('[NOTE-4] an empty note begins with a template, and is saved with its reference', async ({
  app,
}) => {
  const { page } = app;
  const { reader, note } = await openNote(page);
  const title = (await page.getByRole('heading', { level: 1 }).textContent())!;
  await reader.side.getByRole('button', { name: 'Literature note' }).click();
  await expect(note).toContainText(title);
  await expect(note).not.toContainText('{{');
  await expect(note).toContainText(/Key: \w+\d{4}\w+/);
  await expect(note).toBeFocused();
  await expect(reader.side.getByRole('button', { name: 'Literature note' })).toHaveCount(0);

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    reader.side.getByRole('button', { name: 'Save the note as Markdown' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/-note\.md$/);
  const text = await readFile(await saved.path(), 'utf8');
  expect(text.startsWith(`# ${title}\n`)).toBe(true);
  expect(text).toMatch(/\n---\n\n.+\n\n```bibtex\n@/);
});

test('[NOTE-4] a template of the user is written in the settings, and then begins notes', async ({
  app,
}) => {
  const { page } = app;
  await new LibraryPage(page).ready();
  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Journal club');
  await page.getByRole('textbox', { name: 'Markdown' }).fill('Club of {{mood}}: {{year}}');
  await page.getByRole('button', { name: 'New template' }).focus();
  await page.getByRole('tab', { name: 'Library' }).click();
  const { reader, note } = await openNote(page);
  await reader.side.getByRole('button', { name: 'Journal club' }).click();
  await expect(note).toContainText(/Club of \{\{mood\}\}: \d{4}/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test(`[ACC-2] a note with its preview is clean by axe, ${colorScheme}`, async ({ app }) => {
      const { page } = app;
      const { reader, note } = await openNote(page);
      await expectClean(page);
      await note.click();
      await page.keyboard.insertText(
        '# Plan\n\n[a](https://a.b) `x`\n\n$$\nE = mc^2\n$$\n\n```py\nx = 1\n```\n\n- [ ] read\n',
      );
      await page.keyboard.press('Escape');
      const [line] = await reader.bodyLines();
      await reader.drag(line!);
      await page.keyboard.press('q');
      await expect(note.getByRole('link', { name: 'p. 1' })).toBeVisible();
      await expect(note.locator('math')).toHaveCount(1);
      await expect(note).not.toContainText('```');
      await expectClean(page);
    });
  });
}

test('[NOTE-1] the arrow keys lead into a formula over several lines, and out again', async ({
  app,
}) => {
  const { page } = app;
  const { note } = await openNote(page);
  await note.click();
  await page.keyboard.insertText('above\n\n$$\nE = mc^2\n$$\n\nbelow');
  await expect(note.locator('math')).toHaveCount(1);
  for (const [key, end] of [
    ['ArrowUp', 'ControlOrMeta+Home'],
    ['ArrowDown', 'ControlOrMeta+End'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(note.locator('math')).toHaveCount(1);
    await page.keyboard.press(key);
    await expect(note.locator('math')).toHaveCount(0);
    await expect(note).toContainText('E = mc^2');
    await page.keyboard.press(end);
    await expect(note.locator('math')).toHaveCount(1);
  }
});
