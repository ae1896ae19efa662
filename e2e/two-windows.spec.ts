import type { Page } from '@playwright/test';
import { type App, expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

/** Opens a paper in the program's window and in a second one. */
async function twoReaders(app: App): Promise<[ReaderPage, ReaderPage]> {
  const library = new LibraryPage(app.page);
  await library.ready();
  await library.select(1);
  await library.read();
  const first = new ReaderPage(app.page);
  await first.ready();
  // What is open is kept a moment later, and the second window begins with it.
  await expect(async () => {
    const other = await app.page.context().newPage();
    await other.goto(app.page.url());
    await new ReaderPage(other).pages.waitFor({ timeout: 5_000 }).catch(async (error) => {
      await other.close();
      throw error;
    });
  }).toPass();
  const second = new ReaderPage(app.page.context().pages().at(-1)!);
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
  const text = async (page: Page) => (await new ReaderPage(page).note()).textContent();
  expect(await text(first.page)).toBe(await text(second.page));

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
