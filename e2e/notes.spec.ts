import { expect, test } from './launch/index.ts';
import { openPaper } from './pages/open-paper.ts';

test('[NOTE-1] a note shows what its Markdown means, but for the line that is written', async ({
  app,
}) => {
  const { page } = app;
  const reader = await openPaper(page);
  const note = await reader.note();
  await note.click();
  await note.pressSequentially('# Plan\nwith **the** table and $x^2$\n- [ ] read it');
  await expect(note).toContainText('- [ ] read it');
  await expect(note).not.toContainText('# Plan');
  await expect(note.locator('math')).toHaveCount(1);

  await page.keyboard.press('ArrowUp');
  await expect(note).toContainText('with **the** table and $x^2$');
  await page.keyboard.press('ArrowUp');
  await expect(note).toContainText('# Plan');
  await expect(note).toContainText('with the table');

  const box = note.getByRole('checkbox', { name: 'Done' });
  await box.click();
  await expect(box).toBeChecked();
  await box.click();
  await expect(box).not.toBeChecked();
});
