import { setTimeout as delay } from 'node:timers/promises';
import { type App, expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

/** How often the core is killed; a hundred times where somebody has the patience. */
const RUNS = Number(process.env.OFFPRINT_KILL_RUNS ?? 4);
/** Longest time between an edit and the core's end, milliseconds. */
const SOON = 50;

async function opened(app: App): Promise<ReaderPage> {
  const reader = new ReaderPage(app.page);
  await reader.ready();
  return reader;
}

async function write(reader: ReaderPage, word: string): Promise<void> {
  const note = await reader.note();
  await note.click();
  await reader.page.keyboard.press('Control+End');
  await reader.page.keyboard.insertText(` ${word}`);
}

async function mark(reader: ReaderPage, place: number): Promise<void> {
  const lines = await reader.bodyLines();
  await reader.drag(lines[place % lines.length]!);
  await reader.page.keyboard.press(String(1 + (place % 5)));
}

test('[MARK-4] no word and no mark is lost when the core is killed right after an edit', async ({
  app,
}) => {
  test.setTimeout(60_000 + RUNS * 20_000);
  const library = new LibraryPage(app.page);
  await library.ready();
  await library.select(1);
  await library.read();
  const words: string[] = [];
  let marks = 0;
  for (let run = 0; run < RUNS; run++) {
    const reader = await opened(app);
    if (run % 2 === 0) {
      words.push(`word${run}x`);
      await write(reader, words.at(-1)!);
    } else {
      await mark(reader, marks);
      marks++;
    }
    await delay((run * 17) % SOON);
    await app.kill();
    await app.restart();
    const again = await opened(app);
    await again.showHighlights();
    await expect(again.highlights).toHaveCount(marks);
    const note = await again.note();
    for (const word of words) await expect(note).toContainText(word);
    await again.saved();
  }
});
