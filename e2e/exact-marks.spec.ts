import type { Locator, Page } from '@playwright/test';
import { type App, expect, test } from './launch/index.ts';
import { addPdfFile, openAdded } from './pages/added-pdf.ts';
import { ReaderPage } from './pages/reader-page.ts';
import { canTell, fileOf, PAPERS, type PageWords, type WordBox, wordsOf } from './word-boxes.ts';

/** Every paper, and every zoom when turned, where somebody has the patience. */
const ALL = Boolean(process.env.OFFPRINT_ALL_MARKS);
const RATIOS = [1, 1.5, 2];
/** Per cent. */
const ZOOMS = [50, 100, 173, 400];
/** Else another paper at each ratio, so that the rest is not kept waiting. */
const chosen = (place: number): readonly string[] =>
  ALL ? PAPERS : PAPERS.slice(place, place + 1);
const WORDS = 3;
/** CSS pixels. */
const NEAR = 1;
/** Turns the pages by a quarter, clockwise. */
const ROTATE = ']';

type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Where a box of the upright page (points) lies on one that was turned by quarters, clockwise. */
function turned(
  { left, top, right, bottom }: Box,
  { width, height }: PageWords,
  quarters: number,
): Box {
  if (quarters === 1)
    return { left: height - bottom, top: left, right: height - top, bottom: right };
  if (quarters === 2)
    return { left: width - right, top: height - bottom, right: width - left, bottom: height - top };
  if (quarters === 3) return { left: top, top: width - right, right: bottom, bottom: width - left };
  return { left, top, right, bottom };
}

async function boxOf(locator: Locator): Promise<Box> {
  return locator.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  });
}

const firstPage = (page: Page): Locator => page.locator('.offprint-page[data-page="1"]');

/** Where a word should lie in the window. */
async function placeOf(
  page: Page,
  words: PageWords,
  word: WordBox,
  quarters: number,
): Promise<Box> {
  const sheet = await boxOf(firstPage(page));
  const zoom = (sheet.right - sheet.left) / (quarters % 2 === 0 ? words.width : words.height);
  const { left, top, right, bottom } = turned(word, words, quarters);
  return {
    left: sheet.left + left * zoom,
    top: sheet.top + top * zoom,
    right: sheet.left + right * zoom,
    bottom: sheet.top + bottom * zoom,
  };
}

/** The mark's ends are the word's, and it lies as high as the word. */
function expectOn(mark: Box, word: Box, quarters: number, what: string): void {
  const along = quarters % 2 === 0 ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  const across = quarters % 2 === 0 ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
  for (const side of along)
    expect(Math.abs(mark[side] - word[side]), `${what} ${side}`).toBeLessThanOrEqual(NEAR);
  const middle = (box: Box): number => (box[across[0]] + box[across[1]]) / 2;
  const height = word[across[1]] - word[across[0]];
  expect(Math.abs(middle(mark) - middle(word)), `${what} middle`).toBeLessThan(height / 4);
}

async function openFile(app: App, paper: string): Promise<void> {
  await openAdded(app.page, await addPdfFile(app, fileOf(paper)));
}

async function zoomTo(page: Page, percent: number): Promise<void> {
  await page.getByRole('region', { name: /^Pages of/ }).focus();
  await page.keyboard.press('Control+0');
  // As a pinch does, in small steps.
  let rest = -90 * Math.log(percent / 100);
  const region = await page.getByRole('region', { name: /^Pages of/ }).boundingBox();
  await page.mouse.move(region!.x + region!.width / 2, region!.y + 30);
  await page.keyboard.down('Control');
  while (Math.abs(rest) > 0.01) {
    const step = Math.sign(rest) * Math.min(30, Math.abs(rest));
    await page.mouse.wheel(0, step);
    rest -= step;
  }
  await page.keyboard.up('Control');
}

async function turn(page: Page): Promise<void> {
  await page.getByRole('region', { name: /^Pages of/ }).focus();
  await page.keyboard.press(ROTATE);
}

/** Scrolls so that a mark is in the window; it may lie anywhere at a large zoom. */
async function show(page: Page, mark: Locator): Promise<void> {
  await mark.evaluate((element) => element.scrollIntoView({ block: 'center', inline: 'center' }));
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

async function mark(page: Page, words: PageWords, word: WordBox): Promise<void> {
  const place = await placeOf(page, words, word, 0);
  await page.mouse.dblclick((place.left + place.right) / 2, (place.top + place.bottom) / 2);
  await page.getByRole('toolbar', { name: 'Selected text' }).waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
}

/** Words in the upper part of the page, which the window shows. */
function someWords({ words, height }: PageWords): WordBox[] {
  const high = words.filter(({ bottom }) => bottom < height * 0.5);
  return [0.2, 0.5, 0.9].slice(0, WORDS).map((share) => high[Math.floor(high.length * share)]!);
}

async function expectAll(
  page: Page,
  words: PageWords,
  marked: readonly WordBox[],
  what: string,
  quarters = 0,
) {
  for (const word of marked) {
    const quote = page.locator('[data-mark-item]').filter({ hasText: word.word });
    const id = await quote.getAttribute('data-mark-item');
    const overlay = page.locator(`[data-mark="${id}"]`);
    await expect(overlay).toHaveCount(1);
    await show(page, overlay);
    const place = await placeOf(page, words, word, quarters);
    expectOn(await boxOf(overlay), place, quarters, `${word.word}, ${what}`);
  }
}

for (const [place, deviceScaleFactor] of RATIOS.entries()) {
  test.describe(`at ${deviceScaleFactor} device pixels a CSS pixel`, () => {
    test.use({ deviceScaleFactor });
    test.skip(!canTell(), 'skipped: no recorded papers, or no poppler to compare with');

    test(`[MARK-2] marks lie on their words as another reader has them, ×${deviceScaleFactor}`, async ({
      app,
    }) => {
      test.setTimeout((ALL ? 180_000 : 60_000) * (chosen(place).length + 1));
      for (const paper of chosen(place)) {
        const words = wordsOf(fileOf(paper));
        await openFile(app, paper);
        const { page } = app;
        const marked = someWords(words);
        for (const word of marked) await mark(page, words, word);
        for (const quarters of [0, 1, 2, 3]) {
          if (quarters > 0) await turn(page);
          for (const percent of ALL || quarters === 0 ? ZOOMS : [100]) {
            await zoomTo(page, percent);
            const what = `${paper}, ${percent} %, turned ${quarters}`;
            await expectAll(page, words, marked, what, quarters);
          }
        }
        await app.restart();
        await new ReaderPage(app.page).ready();
        await expectAll(app.page, words, marked, `${paper}, after a restart`, 3);
        await app.page.keyboard.press('Control+w');
      }
    });
  });
}
