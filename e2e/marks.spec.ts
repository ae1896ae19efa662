import { expectClean } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { openPaper } from './pages/open-paper.ts';
import { ReaderPage, type TextLine } from './pages/reader-page.ts';
import { standingBox } from './pages/standing-box.ts';

/** Plain lines of body text, well apart from each other. */
async function someLines(reader: ReaderPage, count: number): Promise<TextLine[]> {
  const lines = (await reader.bodyLines()).filter(({ text }) => /^[A-Z a-z,]+[a-z]$/.test(text));
  const step = Math.floor(lines.length / count);
  if (step < 1) throw new Error(`only ${lines.length} plain lines`);
  return lines.filter((_, index) => index % step === 0).slice(0, count);
}

const mark = (reader: ReaderPage, kind: string) =>
  reader.page.locator(`[data-mark].offprint-mark-${kind}`);

test('[MARK-1] words are underlined and struck out by mouse, and a mark changes its kind', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const [first, second] = await someLines(reader, 2);
  await reader.drag(first!);
  const tools = page.getByRole('toolbar', { name: 'Selected text' });
  await tools.getByRole('button', { name: 'Underline' }).click();
  await expect(mark(reader, 'underline')).toHaveCount(1);
  await reader.drag(second!);
  await tools.getByRole('button', { name: 'Strike out' }).click();
  await expect(mark(reader, 'strikeout')).toHaveCount(1);
  await expect(reader.highlights).toHaveCount(2);

  const { box } = first!;
  await page.mouse.click(box.x + 20, box.y + box.height / 2);
  const of = page.getByRole('toolbar', { name: 'Highlight', exact: true });
  await expect(of.getByRole('button', { name: 'Underline' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await of.getByRole('button', { name: 'Highlight', exact: true }).click();
  await expect(mark(reader, 'underline')).toHaveCount(0);
  await expect(mark(reader, 'highlight')).toHaveCount(1);
  await expectClean(page);
  await reader.pages.focus();
  await page.keyboard.press('Control+z');
  await expect(mark(reader, 'underline')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(reader.highlights).toHaveCount(0);
  for (let step = 0; step < 3; step++) await page.keyboard.press('Control+Shift+z');
  await expect(mark(reader, 'highlight')).toHaveCount(1);
  await expect(mark(reader, 'strikeout')).toHaveCount(1);
});

test('[MARK-1] words are underlined, struck out, commented on and tagged by keyboard alone', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const { keyboard } = page;
  await keyboard.press('c');
  await expect(page.getByText(/^Caret on/)).toBeAttached();
  for (let word = 0; word < 4; word++) await keyboard.press('Control+Shift+ArrowRight');
  await expect(page.getByText(/^Selected: \S+ \S+/)).toBeAttached();
  await keyboard.press('u');
  await expect(mark(reader, 'underline')).toHaveCount(1);
  await keyboard.press('Control+Shift+ArrowRight');
  await keyboard.press('Control+Shift+ArrowRight');
  await keyboard.press('Shift+U');
  await expect(mark(reader, 'strikeout')).toHaveCount(1);

  await reader.side.getByRole('button', { name: /underline, page 1/ }).focus();
  await keyboard.press('Enter');
  await keyboard.press('m');
  const comment = reader.side.getByRole('textbox', { name: 'Comment' });
  await expect(comment).toBeFocused();
  await keyboard.type('Does this hold for long inputs?');
  await keyboard.press('Escape');
  await expect(reader.pages).toBeFocused();
  await keyboard.press('l');
  const dialog = page.getByRole('dialog', { name: 'Tags of this mark' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await keyboard.type('doubt');
  await keyboard.press('Enter');
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(reader.side).toContainText('doubt');
  await reader.saved();

  await app.restart();
  const again = new ReaderPage(app.page);
  await again.ready();
  const item = again.highlights.filter({ hasText: 'Does this hold for long inputs?' });
  await expect(item).toHaveCount(1);
  await expect(item).toContainText('doubt');
  await expect(mark(again, 'underline')).toHaveCount(1);
  await expect(mark(again, 'strikeout')).toHaveCount(1);
});

test('[MARK-5] the side list is narrowed by words, colour, kind and tag, and jumps both ways', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const lines = await someLines(reader, 3);
  for (const [index, line] of lines.entries()) {
    await reader.drag(line);
    await page.keyboard.press(index === 2 ? 'u' : String(index + 2));
    await expect(reader.highlights).toHaveCount(index + 1);
  }
  const filter = reader.side.getByRole('search', { name: 'Filter the marks' });
  await expect(filter.getByRole('status')).toHaveText('3 marks');
  await filter.getByRole('button', { name: 'Only Green' }).click();
  await expect(reader.highlights).toHaveCount(1);
  await expect(filter.getByRole('status')).toHaveText('1 of 3');
  await filter.getByRole('button', { name: 'Only Green' }).click();
  await filter.getByRole('combobox', { name: 'Kind' }).selectOption('Underline');
  await expect(reader.highlights).toHaveCount(1);
  await filter.getByRole('combobox', { name: 'Kind' }).selectOption('All kinds');
  await filter.getByRole('searchbox').fill(lines[1]!.text.toUpperCase());
  await expect(reader.highlights).toHaveCount(1);
  await expectClean(page);
  await filter.getByRole('searchbox').fill('');
  await expect(reader.highlights).toHaveCount(3);

  await reader.laidOut();
  const { box } = lines[0]!;
  await page.mouse.click(box.x + 20, box.y + box.height / 2);
  const current = reader.highlights.locator('[aria-current=true]');
  await expect(current).toContainText(lines[0]!.text.slice(0, 20));
  await reader.pages.focus();
  await page.keyboard.press('End');
  await current.click();
  await expect(mark(reader, 'highlight').first()).toBeInViewport();
});

test('[MARK-1] a colour is called as the user calls it', async ({ app }) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  await page.keyboard.press('Control+,');
  const name = page.getByRole('textbox', { name: 'Name of Blue' });
  await name.fill('Method');
  await name.press('Enter');
  await expect(page.getByRole('radio', { name: 'Method' })).toBeAttached();
  await expectClean(page);
  await page.getByRole('tab').nth(1).click();
  await expect(page.getByRole('button', { name: 'Highlight in Method' })).toBeVisible();
  await reader.drag((await someLines(reader, 1))[0]!);
  await page.keyboard.press('3');
  await expect(
    reader.side.getByRole('button', { name: /^Method highlight, page 1/ }),
  ).toBeVisible();
});

test('[MARK-1] colours are named where they are chosen, by keys alone', async ({ app }) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const yellow = page.getByRole('button', { name: 'Highlight in yellow' });
  await yellow.focus();
  await page.keyboard.press('Shift+F10');
  const dialog = page.getByRole('dialog', { name: 'Name the colours' });
  const name = dialog.getByRole('textbox', { name: 'Name of Blue' });
  await name.fill('Method');
  await name.press('Enter');
  await expectClean(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(yellow).toBeFocused();
  await expect(page.getByRole('button', { name: 'Highlight in Method' })).toBeVisible();
  await reader.pages.focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill('Name the colours');
  await page.keyboard.press('Enter');
  await expect(name).toHaveValue('Method');
});

type Spot = { readonly x: number; readonly y: number };

/** Drags with a frame for each move. */
async function dragBetween(reader: ReaderPage, from: Spot, to: Spot): Promise<void> {
  const { mouse } = reader.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  for (let step = 1; step <= 6; step++) {
    const share = step / 6;
    await mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    await reader.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await mouse.up();
}

/** Where a mark lies on the first page, CSS pixels from its corner; in one look, for it is redrawn. */
function placeOnPage(reader: ReaderPage, kind: string): Promise<Spot> {
  return reader.page.evaluate((name) => {
    const box = document.querySelector(`[data-mark].offprint-mark-${name}`);
    const sheet = document.querySelector('.offprint-page');
    if (!box || !sheet) return { x: Number.NaN, y: Number.NaN };
    const [a, b] = [box.getBoundingClientRect(), sheet.getBoundingClientRect()];
    return { x: a.x - b.x, y: a.y - b.y };
  }, kind);
}

const near = (a: Spot, b: Spot) => Math.hypot(a.x - b.x, a.y - b.y) < 3;

test('[MARK-1] an area, a sticky note and a drawing are made, moved, deleted and kept', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const { keyboard, mouse } = page;
  const tool = (name: string) =>
    page.getByRole('toolbar', { name: 'Reader tools' }).getByRole('button', { name });
  const area = (await reader.pages.boundingBox())!;
  const at = (x: number, y: number): Spot => ({ x: area.x + area.width / 2 + x, y: area.y + y });

  await tool('Area').click();
  await expect(tool('Area')).toHaveAttribute('aria-pressed', 'true');
  await dragBetween(reader, at(-100, 120), at(60, 190));
  await expect(mark(reader, 'area')).toHaveCount(1);
  await expect(tool('Area')).toHaveAttribute('aria-pressed', 'false');
  // While it is painted anew it is nowhere.
  await expect(async () => {
    const drawn = (await mark(reader, 'area').boundingBox())!;
    expect(near(drawn, at(-100, 120))).toBe(true);
    expect(near({ x: drawn.width, y: drawn.height }, { x: 160, y: 70 })).toBe(true);
  }).toPass();

  await tool('Sticky note').click();
  await mouse.click(at(100, 250).x, at(100, 250).y);
  await expect(mark(reader, 'note')).toHaveCount(1);
  const comment = reader.side.getByRole('textbox', { name: 'Comment' });
  await expect(comment).toBeFocused();
  await keyboard.type('Look here');
  const before = await placeOnPage(reader, 'note');
  await dragBetween(reader, at(100, 250), at(40, 300));
  const moved = { x: before.x - 60, y: before.y + 50 };
  await expect.poll(async () => near(await placeOnPage(reader, 'note'), moved)).toBe(true);
  await keyboard.press('Control+z');
  await expect.poll(async () => near(await placeOnPage(reader, 'note'), before)).toBe(true);
  await keyboard.press('Control+y');
  await expect.poll(async () => near(await placeOnPage(reader, 'note'), moved)).toBe(true);

  await reader.pages.focus();
  await keyboard.press('Escape');
  await keyboard.press('i');
  await expect(tool('Drawing')).toHaveAttribute('aria-pressed', 'true');
  await dragBetween(reader, at(-80, 330), at(-20, 350));
  await dragBetween(reader, at(-20, 330), at(-80, 350));
  await expect(mark(reader, 'ink')).toHaveCount(1);
  await expect(mark(reader, 'ink')).toHaveAttribute('d', /^M[^M]+M[^M]+$/);
  await expectClean(page);
  await keyboard.press('Escape');
  await expect(tool('Drawing')).toHaveAttribute('aria-pressed', 'false');
  await expect(reader.highlights).toHaveCount(3);

  await reader.laidOut();
  await mouse.click(at(-100, 120).x + 5, at(-100, 120).y + 5);
  await keyboard.press('Delete');
  await expect(mark(reader, 'area')).toHaveCount(0);
  await keyboard.press('Control+z');
  await expect(mark(reader, 'area')).toHaveCount(1);
  await reader.saved();

  await app.restart();
  const again = new ReaderPage(app.page);
  await again.ready();
  await expect(again.highlights).toHaveCount(3);
  await expect(again.highlights.filter({ hasText: 'Look here' })).toHaveCount(1);
  await expect(mark(again, 'ink')).toHaveCount(1);
  await expect.poll(async () => near(await placeOnPage(again, 'note'), moved)).toBe(true);
});

test('[MARK-1] an area and a sticky note are put at selected words by keyboard alone', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const { keyboard } = page;
  await keyboard.press('c');
  await expect(page.getByText(/^Caret on/)).toBeAttached();
  for (const [key, kind] of [
    ['a', 'area'],
    ['s', 'note'],
  ] as const) {
    await reader.pages.focus();
    for (let word = 0; word < 3; word++) await keyboard.press('Control+Shift+ArrowRight');
    await expect(page.getByRole('toolbar', { name: 'Selected text' })).toBeVisible();
    await keyboard.press(key);
    await expect(mark(reader, kind)).toHaveCount(1);
  }
  const comment = reader.side.getByRole('textbox', { name: 'Comment' });
  await expect(comment).toBeFocused();
  await keyboard.type('By keys');
  await expect(comment).toHaveValue('By keys');
});

test('[MARK-1] an area is moved and resized by keys, and one undo takes a burst back', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const { keyboard } = page;
  await keyboard.press('c');
  await expect(page.getByText(/^Caret on/)).toBeAttached();
  for (let word = 0; word < 3; word++) await keyboard.press('Control+Shift+ArrowRight');
  await keyboard.press('a');
  await expect(mark(reader, 'area')).toHaveCount(1);
  await reader.pages.focus();
  // While it is painted anew it is nowhere.
  const nowhere = { x: Number.NaN, height: Number.NaN };
  const box = async () => (await mark(reader, 'area').boundingBox()) ?? nowhere;
  const before = await standingBox(mark(reader, 'area'));
  for (let press = 0; press < 6; press++) await keyboard.press('ArrowRight');
  for (let press = 0; press < 4; press++) await keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => (await box()).x - before.x).toBeGreaterThan(5);
  await expect.poll(async () => (await box()).height - before.height).toBeGreaterThan(3);
  await expect(page.getByRole('textbox', { name: 'Page number' })).toHaveValue('1');
  await keyboard.press('Control+z');
  await expect.poll(async () => Math.abs((await box()).x - before.x)).toBeLessThan(1);
  await expect.poll(async () => Math.abs((await box()).height - before.height)).toBeLessThan(1);
  await expect(mark(reader, 'area')).toHaveCount(1);
});

test('[MARK-1] in the right half, which has no side list, a comment is written by the mark', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  await page.keyboard.press('Control+\\');
  const right = page.getByRole('region', { name: 'Right reader' });
  await right.locator('.offprint-text span').first().waitFor();
  const half = new ReaderPage(page, right);
  const line = (await half.bodyLines())[3]!;
  await half.drag(line);
  await page.keyboard.press('2');
  await expect(reader.highlights).toHaveCount(1);
  await page.mouse.click(line.box.x + 12, line.box.y + line.box.height / 2);
  await page.keyboard.press('m');
  const comment = right.getByRole('textbox', { name: 'Comment' });
  await expect(comment).toBeFocused();
  await page.keyboard.type('From the right');
  await expectClean(page);
  await expect(reader.highlights.first()).toContainText('From the right');
});
