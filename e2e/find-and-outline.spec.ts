import type { Page } from '@playwright/test';
import { expectClean } from './axe.ts';
import { type App, expect, test } from './launch/index.ts';
import { makeBook, makePages } from './made-files.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';
import { SearchBox } from './pages/search-box.ts';

const options = { timeout: 30_000 };

/** Opens a file of the user's own in a reader. */
async function openFile(app: App, title: string, buffer: Buffer): Promise<ReaderPage> {
  const { page } = app;
  const library = new LibraryPage(page);
  await library.ready();
  await expect(library.status).toContainText('Listings up to date');
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'own.pdf', mimeType: 'application/pdf', buffer }]);
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('1 paper', options);
  await page.keyboard.press('Escape');
  const box = new SearchBox(page);
  await expect(async () => {
    await box.type(`"${title}"`);
    await expect(box.rows.first()).toContainText(title, { timeout: 2_000 });
  }).toPass(options);
  await page.keyboard.press('Enter');
  const reader = new ReaderPage(page);
  await reader.ready();
  return reader;
}

const bar = (page: Page) => page.getByRole('search', { name: 'Find in document' });
const hits = (page: Page, number: number) =>
  page.locator(`.offprint-page[data-page="${number}"] .offprint-hit`);

const pages = Array.from({ length: 30 }, (_, index) => {
  if (index === 0) return 'Pendulum and pendulums stand on the first page.';
  if (index === 3) return 'Here a PENDULUM swings.';
  return index === 24 ? 'At last the pendulum rests.' : `Nothing of it on page ${index + 1}.`;
});

test('[READ-3] words are found in the document, all marked, the current one set apart', async ({
  app,
}) => {
  const { page } = app;
  await openFile(app, 'On Quiet Clocks', makeBook('On Quiet Clocks', pages));
  await page.keyboard.press('Control+f');
  const find = bar(page);
  await expect(find.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('pendulum');
  await expect(find).toContainText('1 of 4');
  await expect(hits(page, 1)).toHaveCount(2);
  await expect(page.locator('.offprint-hit-current')).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: '1 of 4 hits, page 1' })).toHaveCount(1);

  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(find).toContainText('3 of 4');
  await expect(hits(page, 4)).toBeInViewport();
  await page.keyboard.press('F3');
  await expect(hits(page, 25)).toBeInViewport();
  await expect(hits(page, 25)).toHaveClass(/offprint-hit-current/);
  await page.keyboard.press('F3');
  await expect(find).toContainText('1 of 4');
  await page.keyboard.press('Shift+Enter');
  await expect(find).toContainText('4 of 4');

  await find.getByRole('button', { name: 'Whole words' }).click();
  await expect(find).toContainText('3 of 3');
  await find.getByRole('button', { name: 'Match case' }).click();
  await expect(find).toContainText('1 of 1');
  await expectClean(page);
  await find.getByRole('textbox').fill('no such word');
  await expect(find).toContainText('Not found');
  await page.keyboard.press('Escape');
  await expect(find).toHaveCount(0);
  await expect(page.locator('.offprint-hit')).toHaveCount(0);
  await expect(page.getByRole('region', { name: /^Pages of/ })).toBeFocused();
});

test('[READ-3] hits lie on their words at every zoom and rotation', async ({ app }) => {
  const { page } = app;
  const reader = await openFile(app, 'On Quiet Clocks', makeBook('On Quiet Clocks', pages));
  await page.keyboard.press('Control+f');
  await page.keyboard.type('stand on');
  const hit = hits(page, 1);
  await expect(hit).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await expect(hit).toHaveCount(1);
  // Both in one turn, and the width: hits are drawn anew with their page.
  const shareAndWidth = () =>
    hit.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const sheet = element.closest('.offprint-page')!.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2 - sheet.x, box.y + box.height / 2 - sheet.y];
      return [x / sheet.width, y / sheet.height, sheet.width];
    });
  const share = async () => (await shareAndWidth()).slice(0, 2);
  const width = async () => (await shareAndWidth())[2]!;
  const before = await share();
  for (let step = 0; step < 3; step++) {
    const wide = await width();
    await page.keyboard.press('Control+-');
    await expect.poll(width).toBeLessThan(wide);
  }
  const after = await share();
  expect(after[0]).toBeCloseTo(before[0]!, 2);
  expect(after[1]).toBeCloseTo(before[1]!, 2);
  // 10-point words at 400 of 792 points from the bottom.
  expect(before[1]!).toBeCloseTo((792 - 404) / 792, 2);

  await reader.pages.focus();
  await page.keyboard.press(']');
  await expect.poll(async () => (await share())[0]!).toBeCloseTo(1 - before[1]!, 2);
  expect((await share())[1]!).toBeCloseTo(before[0]!, 2);
});

/** Eight pages of four sections, the second one with two of its own. */
const chapters = [
  '1 Early Clocks',
  '2 Later Clocks',
  '2.1 Of Brass',
  '2.2 Of Steel',
  '3 Last Clocks',
  '4 No More Clocks',
];
const chapterPages = [0, 2, 3, 5, 6, 7];
const contents = Array.from({ length: 8 }, (_, page) => {
  const chapter = chapters[chapterPages.indexOf(page)] ?? '';
  const lines = Array.from(
    { length: 20 },
    (_line, line) =>
      `BT /F1 10 Tf 72 ${600 - 14 * line} Td (A plain line of words about a pendulum.) Tj ET`,
  );
  const title = page === 0 ? 'BT /F1 20 Tf 72 720 Td (On Quiet Chapters) Tj ET' : '';
  return [title, `BT /F2 14 Tf 72 645 Td (${chapter}) Tj ET`, ...lines].join('\n');
});

test('[READ-3] an outline is made from the headings, follows the eye, and leads to its sections', async ({
  app,
}) => {
  const { page } = app;
  const reader = await openFile(app, 'On Quiet Chapters', makePages(contents));
  await reader.side.getByRole('tab', { name: 'Outline' }).click();
  const outline = reader.side.getByRole('treegrid', { name: 'Outline' });
  const row = (name: string) => outline.getByRole('row', { name });
  await expect(outline.getByRole('row')).toHaveCount(6);
  await expect(row('2.1 Of Brass')).toHaveAttribute('aria-level', '2');
  await expect(reader.side).toContainText('no outline of its own');

  await row('4 No More Clocks').click();
  await expect(outline.locator('[aria-current=location]')).toHaveText('4 No More Clocks');
  await row('3 Last Clocks').click();
  await expect(page.locator('.offprint-page[data-page="7"]')).toBeInViewport();
  await expect(outline.locator('[aria-current=location]')).toHaveText('3 Last Clocks');
  await reader.pages.focus();
  await page.keyboard.press('Home');
  await expect(outline.locator('[aria-current=location]')).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(outline.locator('[aria-current=location]')).toHaveText('1 Early Clocks');

  await row('2.2 Of Steel').click();
  await expect(outline.locator('[aria-current=location]')).toHaveText('2.2 Of Steel');
  await row('2 Later Clocks').getByRole('button').click();
  await expect(outline.getByRole('row')).toHaveCount(4);
  await expect(outline.locator('[aria-current=location]')).toHaveText('2 Later Clocks');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(outline.locator('[aria-current=location]')).toHaveText('1 Early Clocks');
  await expectClean(page);
});

test('[READ-3] the outline of a PDF is shown as it is', async ({ app }) => {
  const { page } = app;
  const sections = [
    { title: 'Opening', page: 0 },
    { title: 'A word in the middle', page: 4 },
  ];
  const reader = await openFile(app, 'On Quiet Chapters', makePages(contents, sections));
  await reader.side.getByRole('tab', { name: 'Highlights' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(reader.side.getByRole('tab', { name: 'Outline' })).toBeFocused();
  const outline = reader.side.getByRole('treegrid', { name: 'Outline' });
  await expect(outline.getByRole('row')).toHaveText([/Opening/, /A word in the middle/]);
  await outline.getByRole('row', { name: 'A word in the middle' }).click();
  await expect(page.locator('.offprint-page[data-page="5"]')).toBeInViewport();
  await expect(reader.side).not.toContainText('no outline of its own');
});

test('[READ-3] words are found in the section in sight only', async ({ app }) => {
  const { page } = app;
  const reader = await openFile(app, 'On Quiet Chapters', makePages(contents));
  await reader.side.getByRole('tab', { name: 'Outline' }).click();
  const outline = reader.side.getByRole('treegrid', { name: 'Outline' });
  await outline.getByRole('row', { name: '2.1 Of Brass' }).click();
  await expect(outline.locator('[aria-current=location]')).toHaveText('2.1 Of Brass');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('pendulum');
  const find = bar(page);
  await expect(find).toContainText('of 160');
  await find.getByRole('button', { name: 'In this section' }).click();
  await expect(find).toContainText('of 40');
  const pressed = find.getByRole('button', { name: 'In this section: 2.1 Of Brass' });
  await expect(pressed).toHaveAttribute('aria-pressed', 'true');
  await expect(hits(page, 3)).toHaveCount(0);
  await expect(hits(page, 4)).toHaveCount(20);
  await pressed.click();
  await expect(find).toContainText('of 160');
});
