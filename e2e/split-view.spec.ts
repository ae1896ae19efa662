import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { openPaper } from './pages/open-paper.ts';
import { ReaderPage } from './pages/reader-page.ts';

test('[READ-1] a tab is split into two places of a paper, whose marks are the same', async ({
  app,
}) => {
  const { page } = app;
  const reader = await openPaper(page);
  await page.keyboard.press('Control+\\');
  const right = page.getByRole('region', { name: 'Right reader' });
  const left = page.getByRole('region', { name: 'Left reader' });
  await right.locator('.offprint-text span').first().waitFor();

  await right.getByRole('region', { name: /^Pages of/ }).click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('n');
  await expect(right.getByRole('textbox', { name: 'Page' })).toHaveValue('2');
  await expect(left.getByRole('textbox', { name: 'Page' })).toHaveValue('1');

  await page.keyboard.press('F6');
  const half = new ReaderPage(page, left);
  const lines = await half.bodyLines();
  await half.drag(lines[2]!);
  await page.keyboard.press('1');
  await expect(reader.highlights).toHaveCount(1);
  await page.keyboard.press('F6');
  await page.keyboard.press('Home');
  await expect(right.locator('[data-mark]').first()).toBeVisible();
  await expectClean(page);

  await reader.saved();
  await app.restart();
  const again = app.page.getByRole('region', { name: 'Right reader' });
  await again.locator('canvas').first().waitFor();
  await app.page
    .getByRole('region', { name: 'Left reader' })
    .getByRole('region', { name: /^Pages of/ })
    .focus();
  await app.page.keyboard.press('Control+\\');
  await expect(again).toHaveCount(0);
});
