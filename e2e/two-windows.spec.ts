import type { Page } from '@playwright/test';
import { type App, expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { openPaper } from './pages/open-paper.ts';
import { ReaderPage } from './pages/reader-page.ts';

/** Does an act that opens a window, by the palette; its page. */
async function inNewWindow(page: Page, act: string): Promise<Page> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(act);
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.keyboard.press('Enter'),
  ]);
  return other;
}

/** Opens a paper in the program's window and in a second one. */
async function twoReaders(app: App): Promise<[ReaderPage, ReaderPage]> {
  const first = await openPaper(app.page);
  const second = new ReaderPage(await inNewWindow(app.page, 'Open in a new window'));
  await second.ready();
  return [first, second];
}

async function write(reader: ReaderPage, words: readonly string[], at: 'Home' | 'End') {
  const note = await reader.note();
  await note.click();
  for (const word of words) {
    await reader.page.keyboard.press(`Control+${at}`);
    await reader.page.keyboard.type(` ${word} `, { delay: 15 });
  }
}

async function mark(reader: ReaderPage, place: number, key: string): Promise<void> {
  const lines = await reader.bodyLines();
  await reader.drag(lines[place]!);
  await reader.page.keyboard.press(key);
  await reader.page.keyboard.press('Escape');
}

const named = (who: string): string[] => Array.from({ length: 6 }, (_, at) => `${who}${at}x`);

test('[MARK-8] two windows that work on one paper at once erase nothing of each other', async ({
  app,
}) => {
  test.skip(app.shell === 'electron', 'the second window is a page of the browser here');
  const readers = await twoReaders(app);
  const [first, second] = readers;
  await Promise.all([mark(first, 1, '1'), mark(second, 4, '2')]);
  for (const reader of readers) await expect(reader.highlights).toHaveCount(2);

  await write(first, ['between'], 'End');
  await expect(await second.note()).toContainText('between');
  await Promise.all([write(first, named('here'), 'End'), write(second, named('there'), 'Home')]);
  for (const reader of readers) {
    const note = await reader.note();
    for (const word of [...named('here'), ...named('there')])
      await expect(note).toContainText(word);
    await reader.saved();
  }
  const text = async (reader: ReaderPage) => (await reader.note()).textContent();
  // A word may be there before the space behind it.
  await expect.poll(async () => (await text(first)) === (await text(second))).toBe(true);

  await first.showHighlights();
  await second.showHighlights();
  await first.highlights.first().getByRole('button').first().click();
  await first.pages.focus();
  await first.page.keyboard.press('Delete');
  await expect(second.highlights).toHaveCount(1);
  await first.page.keyboard.press('Control+z');
  await expect(second.highlights).toHaveCount(2);
  await second.page.close();
});

const titles = (page: Page) => page.getByRole('tablist').first().getByRole('tab').allTextContents();

test('[READ-1] each window has tabs and places of its own, and keeps them when one is closed', async ({
  app,
}) => {
  test.skip(app.shell === 'electron', 'the second window is a page of the browser here');
  const [first, second] = await twoReaders(app);
  const number = ({ page }: ReaderPage) => page.getByRole('textbox', { name: 'Page number' });
  const library = await inNewWindow(first.page, 'New window');
  await new LibraryPage(library).ready();
  expect(await titles(library)).toHaveLength(1);
  expect(new URL(second.page.url()).search).toBe('');

  for (let page = 0; page < 3; page++) await second.page.keyboard.press('n');
  await expect(number(second)).toHaveValue('4');
  await expect(number(first)).toHaveValue('1');
  await new LibraryPage(library).select(2);
  await new LibraryPage(library).read();
  await new ReaderPage(library).ready();
  await expect.poll(async () => (await titles(first.page)).length).toBe(2);
  // Places and tabs are kept a moment later.
  await first.page.waitForTimeout(1_500);
  for (const { page } of [first, second]) await page.reload();
  await second.ready();
  await expect(number(second)).toHaveValue('4');
  await first.ready();
  await expect(number(first)).toHaveValue('1');

  await library.close();
  await second.page.close();
  await first.page.bringToFront();
  await first.pages.click({ position: { x: 5, y: 5 } });
  await first.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await first.page.waitForTimeout(500);
  const before = await titles(first.page);
  await app.restart();
  const again = new ReaderPage(app.page);
  await again.ready();
  expect(await titles(app.page)).toEqual(before);
  await expect(number(again)).toHaveValue('1');
});
