import { type App, expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage, type TextLine } from './pages/reader-page.ts';
import { standingBox } from './pages/standing-box.ts';

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A line of body text that ends with a whole word, from the middle of the screen. */
async function someLine(reader: ReaderPage): Promise<TextLine> {
  const lines = await reader.bodyLines();
  const whole = lines.filter(({ text }) => /^[A-Z a-z,]+[a-z]$/.test(text));
  const line = whole[Math.floor(whole.length / 2)];
  if (!line) throw new Error(`no plain line among ${lines.map(({ text }) => text).join(' | ')}`);
  return line;
}

async function openFirstPaper(app: App): Promise<{ paperId: string; reader: ReaderPage }> {
  const library = new LibraryPage(app.page);
  await library.ready();
  const paperId = await library.select(1);
  await library.read();
  const reader = new ReaderPage(app.page);
  await reader.ready();
  return { paperId, reader };
}

async function highlightAndWrite(reader: ReaderPage): Promise<TextLine> {
  const line = await someLine(reader);
  await reader.drag(line);
  await reader.page.getByRole('toolbar', { name: 'Selected text' }).waitFor();
  await reader.page.keyboard.press('3');
  await expect(reader.highlights).toHaveCount(1);
  expect(folded((await reader.quotes())[0] ?? '')).toBe(folded(line.text));
  const note = await reader.note();
  await note.click();
  await note.pressSequentially('Compare with the **table**.');
  await expect(note).toContainText('Compare with the **table**.');
  await reader.saved();
  await reader.showHighlights();
  return line;
}

/** The overlay covers the words: its box and the line's differ by less than half a line. */
async function expectOnWords(reader: ReaderPage, { text, box }: TextLine): Promise<void> {
  const again = (await reader.bodyLines()).find((line) => line.text === text);
  const mark = await standingBox(reader.overlay.first());
  const expected = again?.box ?? box;
  expect(Math.abs(mark.x - expected.x)).toBeLessThan(2);
  expect(Math.abs(mark.y - expected.y)).toBeLessThan(expected.height / 2);
}

async function expectEverything(app: App, paperId: string, line: TextLine): Promise<void> {
  const reader = new ReaderPage(app.page);
  await reader.ready();
  await expect(reader.highlights).toHaveCount(1);
  expect(folded((await reader.quotes())[0] ?? '')).toBe(folded(line.text));
  await expectOnWords(reader, line);
  await expect(await reader.note()).toContainText('Compare with the table.');
  const shown = await app.cli(['show', paperId, '--json']);
  expect(JSON.parse(shown.stdout)).toMatchObject({ status: 'reading', pdf: { state: 'stored' } });
}

test('[START-1] a listing, a paper, a highlight and a note are there after a restart', async ({
  app,
}) => {
  const { paperId, reader } = await openFirstPaper(app);
  const line = await highlightAndWrite(reader);
  await expectOnWords(reader, line);
  await app.restart();
  await expectEverything(app, paperId, line);
});

test('[BACK-2] nothing that was saved is lost when the core is killed', async ({ app }) => {
  const { paperId, reader } = await openFirstPaper(app);
  const line = await highlightAndWrite(reader);
  await app.kill();
  await app.restart();
  await expectEverything(app, paperId, line);
});

test('[MARK-4] what was not acknowledged comes back from the journal once the core is there again', async ({
  app,
}) => {
  const { reader } = await openFirstPaper(app);
  await app.kill();
  // The sentence moves the page down; the line is looked for where it lies then.
  if (app.shell === 'browser') {
    await expect(app.page.getByText('The core is restarting')).toBeVisible();
  }
  await reader.drag(await someLine(reader));
  await reader.page.keyboard.press('2');
  await expect(reader.highlights).toHaveCount(1);
  // Electron starts a new core by itself, so there it may be saved by now.
  if (app.shell === 'browser') {
    await expect(reader.status).not.toContainText('Saved on this machine');
  }
  await app.restart();
  const again = new ReaderPage(app.page);
  await again.ready();
  await expect(again.highlights).toHaveCount(1);
  await again.saved();
  const list = await app.cli(['list', '--json', '--limit', '1']);
  expect(list.code).toBe(0);
});

test('[MARK-1] marks words by keyboard alone, in the chosen colour, and takes it back', async ({
  app,
}) => {
  const { reader } = await openFirstPaper(app);
  const { keyboard } = app.page;
  await keyboard.press('c');
  // What a screen reader says is what tells anyone who does not see the caret.
  await expect(app.page.getByText(/^Caret on/)).toBeAttached();
  for (let word = 0; word < 4; word++) await keyboard.press('Control+Shift+ArrowRight');
  await expect(app.page.getByText(/^Selected: \S+ \S+/)).toBeAttached();
  await keyboard.press('5');
  await expect(reader.highlights).toHaveCount(1);
  await expect(app.page.getByRole('button', { name: /^Purple highlight, page 1/ })).toBeVisible();
  await reader.pages.focus();
  await keyboard.press('Control+z');
  await expect(reader.highlights).toHaveCount(0);
  await keyboard.press('Control+Shift+z');
  await expect(reader.highlights).toHaveCount(1);
});

test('[MARK-5] goes from the side list to the page of a highlight', async ({ app }) => {
  const { reader } = await openFirstPaper(app);
  await reader.drag(await someLine(reader));
  await app.page.keyboard.press('1');
  await expect(reader.highlights).toHaveCount(1);
  await reader.pages.focus();
  await app.page.keyboard.press('End');
  await expect(reader.status).not.toContainText('Page 1 of');
  await app.page.getByRole('button', { name: /^Yellow highlight, page 1/ }).click();
  await expect(reader.status).toContainText('Page 1 of');
  await expect(reader.overlay.first()).toBeInViewport();
});

test('[READ-2] a highlight stays on its words at every zoom', async ({ app }) => {
  const { reader } = await openFirstPaper(app);
  const line = await someLine(reader);
  await reader.drag(line);
  await app.page.keyboard.press('1');
  await expect(reader.highlights).toHaveCount(1);
  for (const key of ['Control+Minus', 'Control+Minus', 'Control+0', 'w']) {
    await reader.pages.focus();
    await app.page.keyboard.press(key);
    await app.page.getByRole('button', { name: /^Yellow highlight, page 1/ }).click();
    await expect(async () => expectOnWords(reader, line)).toPass({ timeout: 5_000 });
  }
});
