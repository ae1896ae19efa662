import type { Locator } from '@playwright/test';
import { expectClean } from './axe.ts';
import { type App, expect, test } from './launch/index.ts';
import { clickLink, hover, openLinked } from './linked-pdf.ts';
import { standingBox } from './pages/standing-box.ts';

test('[READ-3] links lead to their places; Back and Forward go to and fro', async ({ app }) => {
  const { page } = app;
  const reader = await openLinked(app);
  const number = page.getByRole('textbox', { name: 'Page number' });
  const back = page.getByRole('button', { name: 'Back', exact: true });
  const forward = page.getByRole('button', { name: 'Forward', exact: true });
  await expect(back).toHaveAttribute('aria-disabled', 'true');
  await expectClean(page);

  await clickLink(app, 'the named place');
  await expect(number).toHaveValue('9');
  await expect(reader.pages).toBeFocused();
  await back.click();
  await expect(number).toHaveValue('1');
  await expect(back).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('link', { name: 'the explicit place' })).toHaveCount(1);
  await clickLink(app, 'the explicit place');
  await expect(number).toHaveValue('5');
  await expect(forward).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(number).toHaveValue('1');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(number).toHaveValue('5');
});

test('[READ-3] links are reached and followed by keys alone', async ({ app }) => {
  const { page } = app;
  const reader = await openLinked(app);
  await reader.pages.focus();
  await page.keyboard.press('Shift+L');
  await expect(page.getByRole('link', { name: 'the named place' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'the explicit place' })).toBeFocused();
  await page.keyboard.press('Enter');
  const number = page.getByRole('textbox', { name: 'Page number' });
  await expect(number).toHaveValue('5');
});

test('[READ-3] words of a link are selected by dragging, which follows nothing', async ({
  app,
}) => {
  const { page } = app;
  await openLinked(app);
  const box = await standingBox(page.getByRole('link', { name: 'the named place' }));
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, y, { steps: 6 });
  await page.mouse.move(box.x + box.width - 1, y, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByRole('toolbar', { name: 'Selected text' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Page number' })).toHaveValue('1');
});

/** Notes what the page would open outside, and opens nothing. */
async function keepInside({ page }: App): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const opened: string[] = [];
    Object.assign(window, { opened });
    window.open = (url) => {
      opened.push(String(url));
      return null;
    };
  });
  return () => page.evaluate(() => (window as unknown as { opened: string[] }).opened);
}

test('[READ-8] web and mail open outside, scripts, files and programs do nothing', async ({
  app,
}) => {
  const { page } = app;
  await openLinked(app);
  const opened = await keepInside(app);
  const before = page.url();
  const idle = /the (?:script|file|printer|telephone)/;
  await expect(page.getByRole('link', { name: idle })).toHaveCount(0);
  await clickLink(app, 'the web');
  await expect.poll(opened).toEqual(['https://links.example/there']);
  await clickLink(app, 'the mail');
  await expect.poll(opened).toEqual(['https://links.example/there', 'mailto:ada@example.org']);
  // An address that stands in the text is one, too.
  await clickLink(app, 'https://lanterns.example/all');
  await expect.poll(opened).toHaveLength(3);
  expect((await opened())[2]).toBe('https://lanterns.example/all');
  expect(page.url()).toBe(before);
  await clickLink(app, 'the next page');
  await expect(page.getByRole('textbox', { name: 'Page number' })).toHaveValue('2');
});

test('[READ-3] a link under a highlight is followed by its popover, or with Ctrl', async ({
  app,
}) => {
  const { page } = app;
  await openLinked(app);
  const number = page.getByRole('textbox', { name: 'Page number' });
  const box = await standingBox(page.getByRole('link', { name: 'the explicit place' }));
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, y, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByRole('toolbar', { name: 'Selected text' })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.locator('.offprint-mark')).toHaveCount(1);

  await clickLink(app, 'the explicit place');
  await expect(number).toHaveValue('1');
  const follow = page.getByRole('button', { name: 'Follow link' });
  await follow.click();
  await expect(number).toHaveValue('5');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(number).toHaveValue('1');
  await page.keyboard.press('Escape');
  await expect(follow).toHaveCount(0);
  await page.keyboard.down('ControlOrMeta');
  await clickLink(app, 'the explicit place');
  await page.keyboard.up('ControlOrMeta');
  await expect(number).toHaveValue('5');
});

test('[READ-4] a citation shows its reference, by mouse and by keys', async ({ app }) => {
  const { page } = app;
  const reader = await openLinked(app);
  const link = page.getByRole('link', { name: 'the citation' });
  const card = page.getByRole('group', { name: 'Reference' });
  const box = await standingBox(link);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(card.getByText('On computable')).toHaveText(
    '[2] A. Turing. On computable numbers, with an application. Proceedings, 1936.',
  );
  const shown = await standingBox(card);
  expect(shown.y >= box.y + box.height || shown.y + shown.height <= box.y).toBe(true);
  await expectClean(page);
  await page.mouse.move(box.x + 300, box.y + 200);
  await expect(card).toHaveCount(0);

  await reader.pages.focus();
  await page.keyboard.press('Shift+L');
  for (let step = 0; step < 3; step++) await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await expect(card).toHaveCount(1);
  await expect(link).toHaveAccessibleDescription(/On computable numbers/);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(link).toBeFocused();
});

/** How much of a canvas is red, and its width in pixels. */
async function pixelsOf(canvas: Locator): Promise<{ red: number; width: number }> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    const data = element.getContext('2d')!.getImageData(0, 0, width, height).data;
    let red = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at]! > 180 && data[at + 1]! < 90) red++;
    }
    return { red: red / (width * height), width };
  });
}

test('[READ-4] a figure and a formula are shown as the page has them', async ({ app }) => {
  const { page } = app;
  const reader = await openLinked(app);
  const card = page.getByRole('tooltip').filter({ hasText: 'Figure 3, page 7' });
  const link = page.getByRole('link', { name: 'the figure' });
  await hover(app, 'the figure');
  await expect(card).toBeVisible();
  await expect(card).toContainText('Figure 3: A lantern that is linked to another.');
  const { red, width } = await pixelsOf(card.locator('canvas'));
  expect(red).toBeGreaterThan(0.1);
  expect(width).toBeGreaterThan(250);
  const [shown, over] = [await standingBox(card), await standingBox(link)];
  expect(shown.y >= over.y + over.height || shown.y + shown.height <= over.y).toBe(true);
  await expectClean(page);

  // It stays while the mouse is in it.
  const near = shown.y > over.y ? shown.y + 12 : shown.y + shown.height - 12;
  await page.mouse.move(over.x + over.width / 2, near);
  await page.waitForTimeout(500);
  await expect(card).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);

  await hover(app, 'the formula');
  await expect(page.getByRole('tooltip').filter({ hasText: 'Equation 1, page 6' })).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(page.getByRole('tooltip')).toHaveCount(0);

  await reader.pages.focus();
  await page.keyboard.press('Shift+L');
  for (let step = 0; step < 4; step++) await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  await expect(link).toHaveAccessibleDescription(/Figure 3, page 7.*A lantern/);
  await page.keyboard.press('v');
  await expect(card).toHaveCount(0);
  await page.keyboard.press('v');
  await expect(card).toBeVisible();
});
