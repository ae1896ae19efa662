import type { Page } from '@playwright/test';
import { expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { openPaper } from './pages/open-paper.ts';
import { standingBox } from './pages/standing-box.ts';

type Voices = { said: { text: string; rate: number }[]; end(): void; word(offset: number): void };

/** Puts voices that speak when told to in the place of the machine's, from the next load on. */
async function withVoices(page: Page, count: number): Promise<void> {
  await page.addInitScript((voices) => {
    type Spoken = SpeechSynthesisUtterance & { text: string };
    const spoken: Spoken[] = [];
    const standIn = Object.assign(new EventTarget(), {
      getVoices: () =>
        Array.from({ length: voices }, () => ({
          ...{ voiceURI: 'made', name: 'Made', lang: 'en-GB', localService: true, default: true },
        })),
      speak: (utterance: Spoken) => spoken.push(utterance),
      cancel: () => {},
    });
    class Utterance {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    const define = (name: string, value: unknown) =>
      Object.defineProperty(window, name, { value, configurable: true });
    define('speechSynthesis', standIn);
    define('SpeechSynthesisUtterance', Utterance);
    define('madeVoices', {
      get said() {
        return spoken.map(({ text, rate }) => ({ text, rate }));
      },
      end: () => spoken.at(-1)?.onend?.call(spoken.at(-1)!, new Event('end') as never),
      word: (charIndex: number) =>
        spoken.at(-1)?.onboundary?.call(spoken.at(-1)!, { name: 'word', charIndex } as never),
    });
  }, count);
  await page.reload();
}

const voicesOf = (page: Page) => page.evaluateHandle<Voices>('window.madeVoices');

test('[READ-9] a paper is read aloud from the selection on, marked and followed', async ({
  app,
}) => {
  const { page } = app;
  await withVoices(page, 1);
  const reader = await openPaper(app.page);
  const voices = await voicesOf(page);
  const said = () => voices.evaluate(({ said }) => said);
  const lines = await reader.bodyLines();
  await reader.drag(lines[2]!);
  await page.getByRole('button', { name: 'Read aloud' }).click();
  await expect.poll(async () => (await said()).length).toBe(1);
  const bar = page.getByRole('toolbar', { name: 'Reading aloud' });
  await expect(bar).toBeVisible();
  await expect(page.locator('.offprint-spoken')).toHaveCount(1);
  const { box } = lines[2]!;
  const sentence = await standingBox(page.locator('.offprint-spoken'));
  expect(sentence.y).toBeLessThan(box.y + box.height / 2);
  expect(sentence.y + sentence.height).toBeGreaterThan(box.y + box.height / 2);
  await voices.evaluate((one) => one.word(0));
  await expect(page.locator('.offprint-spoken-word')).toHaveCount(1);
  await expectCleanInBothThemes(page);

  await voices.evaluate((one) => one.end());
  await expect.poll(async () => (await said()).length).toBe(2);
  // While the next page's text is read there is no sentence to end, nor to pause in.
  const number = page.getByRole('textbox', { name: 'Page number' });
  await expect(async () => {
    const { length } = await said();
    await voices.evaluate((one) => one.end());
    await expect.poll(async () => (await said()).length).toBe(length + 1);
    expect(await number.inputValue()).not.toBe('1');
  }).toPass({ intervals: [20] });
  await expect(page.locator('.offprint-spoken').first()).toBeInViewport();

  await bar.getByRole('button', { name: 'Pause reading aloud' }).click();
  await expect(bar.getByRole('button', { name: 'Go on reading aloud' })).toBeFocused();
  const before = await said();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await said()).length).toBe(before.length + 1);
  expect((await said()).at(-1)!.text).toBe(before.at(-1)!.text);
  await bar.getByRole('combobox', { name: 'Speed of reading aloud' }).selectOption('1.5');
  await expect.poll(async () => (await said()).at(-1)!.rate).toBe(1.5);
  await bar.getByRole('button', { name: 'Next sentence' }).click();
  await expect.poll(async () => (await said()).at(-1)!.text).not.toBe(before.at(-1)!.text);
  await page.keyboard.press('Escape');
  await expect(bar).toHaveCount(0);
  await expect(page.locator('.offprint-spoken')).toHaveCount(0);
  await expect(reader.pages).toBeFocused();

  await page.keyboard.press('Control+Shift+U');
  await expect(bar).toBeVisible();
  await page.keyboard.press('Control+w');
  await expect(bar).toHaveCount(0);
  const after = (await said()).length;
  await voices.evaluate((one) => one.end());
  expect((await said()).length).toBe(after);
});

test('[READ-9] a machine without voices is not offered it', async ({ app }) => {
  const { page } = app;
  await withVoices(page, 0);
  const reader = await openPaper(app.page);
  await expect(page.getByRole('button', { name: 'Read aloud' })).toHaveCount(0);
  await reader.pages.focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill('Read aloud');
  await expect(page.getByRole('option', { name: 'Read aloud', exact: true })).toHaveCount(0);
});
