import { expect, test } from './launch/index.ts';
import { openPaper } from './pages/open-paper.ts';

test('[NOTE-2] a highlight is quoted in the note by a key, and its link leads back', async ({
  app,
}) => {
  const { page } = app;
  const reader = await openPaper(page);
  const [line] = await reader.bodyLines();
  await reader.drag(line!);
  await page.keyboard.press('q');
  const note = reader.side.getByRole('textbox');
  await expect(note.locator('.cm-preview-quote').first()).toBeVisible();
  await reader.saved();
  const back = note.getByRole('link', { name: 'p. 1' });
  await expect(back).toBeVisible();
  await expect(reader.overlay).toHaveCount(1);

  await reader.showHighlights();
  const [quote] = await reader.quotes();
  await reader.note();
  await expect(note).toContainText(quote!);

  // Away, and back by a click on the link.
  await page.keyboard.press('Escape');
  await reader.pages.focus();
  await page.keyboard.press('End');
  await expect(reader.status).not.toContainText('Page 1 of');
  await back.click();
  await expect(reader.status).toContainText('Page 1 of');
  await expect(reader.pages).toBeFocused();

  // By keys alone: on from the caret, to the mark, and undone in one step.
  await page.keyboard.press('End');
  await expect(reader.status).not.toContainText('Page 1 of');
  await note.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(reader.status).toContainText('Page 1 of');
  await note.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(note).not.toContainText(quote!);
  await page.keyboard.press('ControlOrMeta+Shift+Z');
  await expect(note).toContainText(quote!);

  // The mark goes, the quote stays and says so.
  await reader.pages.focus();
  await back.click();
  await page.keyboard.press('Delete');
  await expect(reader.overlay).toHaveCount(0);
  await back.click();
  await expect(page.getByText('This highlight is no longer there.')).toBeVisible();
});

test('[NOTE-2] a highlight is quoted from the side list by keys, and once more behind it', async ({
  app,
}) => {
  const { page } = app;
  const reader = await openPaper(page);
  const [line] = await reader.bodyLines();
  await reader.drag(line!);
  await page.keyboard.press('1');
  await reader.showHighlights();
  const item = reader.highlights.getByRole('button', { name: /highlight, page/ });
  const note = reader.side.getByRole('textbox', { name: 'Note on this paper' });
  for (const count of [1, 2]) {
    await reader.showHighlights();
    await item.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ContextMenu');
    await page.getByRole('menuitem', { name: 'Quote in note' }).press('Enter');
    await expect(note.locator('.cm-preview-chip')).toHaveCount(count);
    await expect(note).toBeFocused();
    await page.keyboard.type('My thought. ');
  }
  await expect(note).toContainText(/— p\. 1\s*My thought\. .*— p\. 1\s*My thought\. /s);
});
