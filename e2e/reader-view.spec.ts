import { expectClean, expectCleanInBothThemes } from './axe.ts';
import { expect, test } from './launch/index.ts';
import { openPaper } from './pages/open-paper.ts';
import { ReaderPage } from './pages/reader-page.ts';
import { standingBox } from './pages/standing-box.ts';

const first = (reader: ReaderPage) => reader.pages.locator('[data-page="1"]');

async function boxOf(reader: ReaderPage, page: number) {
  const box = await reader.pages.locator(`[data-page="${page}"]`).boundingBox();
  return box ?? { x: 0, y: 0, width: 0, height: 0 };
}

test('[READ-2] pages are turned by keys, their marks with them, and stay turned', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const lines = await reader.bodyLines();
  await reader.drag(lines[2]!);
  await page.keyboard.press('1');
  await expect(reader.highlights).toHaveCount(1);
  const upright = await standingBox(reader.overlay.first());
  expect(upright.width).toBeGreaterThan(upright.height);

  await page.keyboard.press(']');
  await expect(async () => {
    const box = await boxOf(reader, 1);
    expect(box.width).toBeGreaterThan(box.height);
  }).toPass();
  await first(reader).locator('canvas').waitFor();
  const turned = await standingBox(reader.overlay.first());
  expect(turned.height).toBeGreaterThan(turned.width);

  await reader.saved();
  await page.waitForTimeout(1_000);
  await app.restart();
  const again = new ReaderPage(app.page);
  await again.ready();
  await expect(async () => {
    const box = await boxOf(again, 1);
    expect(box.width).toBeGreaterThan(box.height);
  }).toPass();
  await again.pages.focus();
  await app.page.keyboard.press('[');
  await expect(async () => {
    const box = await boxOf(again, 1);
    expect(box.height).toBeGreaterThan(box.width);
  }).toPass();
});

test('[READ-2] two pages stand side by side, and leafing goes by pairs', async ({ app }) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  await page.keyboard.press('d');
  await expect(async () => {
    const [left, right] = [await boxOf(reader, 1), await boxOf(reader, 2)];
    expect(right.y).toBe(left.y);
    expect(right.x).toBeGreaterThanOrEqual(left.x + left.width);
  }).toPass();
  await page.keyboard.press('n');
  await expect(reader.pages.locator('[data-page="3"]')).toBeInViewport();
  await expect(page.getByRole('textbox', { name: 'Page number' })).toHaveValue('3');
  await page.keyboard.press('p');
  await expect(page.getByRole('textbox', { name: 'Page number' })).toHaveValue('1');

  await page.getByRole('button', { name: 'View of the pages' }).click();
  await page.getByRole('menuitemradio', { name: 'Two pages after the cover' }).click();
  await expect(async () => {
    const [cover, second, third] = [
      await boxOf(reader, 1),
      await boxOf(reader, 2),
      await boxOf(reader, 3),
    ];
    expect(second.y).toBeGreaterThan(cover.y);
    expect(third.y).toBe(second.y);
  }).toPass();
});

test('[READ-5] pages are shown in sepia and dark, and follow the interface', async ({ app }) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const menu = page.getByRole('menu', { name: 'View of the pages' });
  const openMenu = async () => {
    await expect(menu).toHaveCount(0);
    await page.getByRole('button', { name: 'View of the pages' }).click();
    await menu.waitFor();
  };
  const choose = async (name: string) => {
    await openMenu();
    await page.getByRole('menuitemradio', { name, exact: true }).click();
  };
  const tone = first(reader).locator('.offprint-tone');
  await expect(tone).toBeHidden();
  await choose('Sepia');
  await expect(tone).toHaveCSS('mix-blend-mode', 'multiply');
  await choose('Dark');
  await expect(tone).toHaveCSS('backdrop-filter', /invert/);
  await openMenu();
  await expect(page.getByRole('menuitemradio', { name: /Dark$/ })).toBeChecked();
  await expectClean(page);
  await page.keyboard.press('Escape');
  await choose('As the interface');
  const theme = (value: string) =>
    page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), value);
  // The choice of before is told once more by the core, and with it the theme.
  await expect(async () => {
    await theme('dark');
    await expect(tone).toHaveCSS('backdrop-filter', /invert/, { timeout: 1_000 });
  }).toPass();
  await theme('light');
  await expect(tone).toBeHidden();
});

test('[READ-3] pages are gone to by their thumbnails, by mouse and by keys', async ({ app }) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  await reader.side.getByRole('tab', { name: 'Pages' }).click();
  const list = reader.side.getByRole('listbox', { name: 'Pages' });
  const option = (name: RegExp) => list.getByRole('option', { name });
  await expect(option(/^Page 1 of/)).toHaveAttribute('aria-selected', 'true');
  await option(/^Page 1 of/)
    .locator('canvas')
    .waitFor();
  await option(/^Page 2 of/).click();
  const number = page.getByRole('textbox', { name: 'Page number' });
  await expect(number).toHaveValue('2');
  await expect(option(/^Page 2 of/)).toHaveAttribute('aria-selected', 'true');
  await expect(list).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(number).toHaveValue('3');
  await expectCleanInBothThemes(page);
});

test('[READ-2] a spread of pages that is taken back shows the page that it began with', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const number = page.getByRole('textbox', { name: 'Page number' });
  const arrange = async (name: string) => {
    await page.getByRole('button', { name: 'View of the pages' }).click();
    await page.getByRole('menuitemradio', { name, exact: true }).click();
  };
  await arrange('Two pages');
  await expect.poll(async () => (await boxOf(reader, 2)).y).toBe((await boxOf(reader, 1)).y);
  await expect(number).toHaveValue('1');
  await arrange('One page');
  await expect.poll(async () => (await boxOf(reader, 2)).y).not.toBe((await boxOf(reader, 1)).y);
  await expect(number).toHaveValue('1');
});

test('[READ-2] the zoom is chosen by menu, by wheel and by two fingers, about what they point at', async ({
  app,
}) => {
  const reader = await openPaper(app.page);
  const { page } = app;
  const shown = (percent: number) =>
    page.getByRole('button', { name: `Zoom ${percent} per cent`, exact: true });
  const choose = async (name: string) => {
    await page.getByRole('button', { name: /^Zoom \d+ per cent$/ }).click();
    await page.getByRole('menuitemradio', { name, exact: true }).click();
  };
  await choose('200 %');
  await expect(shown(200)).toBeFocused();
  await expect.poll(async () => Math.round((await boxOf(reader, 1)).width)).toBe(1632);
  await choose('Fit page');
  const area = (await reader.pages.boundingBox())!;
  await expect.poll(async () => (await boxOf(reader, 1)).height).toBeLessThan(area.height);
  await choose('Actual size');
  await expect(shown(100)).toBeVisible();
  await page.getByRole('button', { name: 'Zoom 100 per cent' }).click();
  await expectClean(page);
  await page.keyboard.press('Escape');
  await expect(shown(100)).toBeFocused();
  await reader.laidOut();

  // What lies under the pointer stays there, sideways once the page is wider than the window.
  const middle = { x: area.x + area.width / 2, y: area.y + 300 };
  const aside = { x: area.x + 250, y: area.y + 200 };
  const share = async (at: typeof middle) => {
    const box = await boxOf(reader, 1);
    return { x: (at.x - box.x) / box.width, y: (at.y - box.y) / box.height };
  };
  const staysAt = async (at: typeof middle, before: typeof middle) => {
    const off = async () => {
      const now = await share(at);
      return Math.hypot(now.x - before.x, now.y - before.y);
    };
    await expect.poll(off).toBeLessThan(0.004);
  };
  const underPointer = await share(middle);
  await page.mouse.move(middle.x, middle.y);
  await page.keyboard.down('Control');
  // Notches that come in one frame may be told as one.
  for (const percent of [115, 132, 152, 175, 201]) {
    await page.mouse.wheel(0, -100);
    await expect(shown(percent)).toBeVisible();
  }
  await page.keyboard.up('Control');
  await staysAt(middle, underPointer);

  const betweenFingers = await share(aside);
  await reader.pages.evaluate((scroller, { x, y }) => {
    const touch = (identifier: number, clientX: number) =>
      new Touch({ identifier, target: scroller, clientX, clientY: y });
    const send = (type: string, apart: number) => {
      const touches = [touch(1, x - apart / 2), touch(2, x + apart / 2)];
      scroller.dispatchEvent(new TouchEvent(type, { touches, bubbles: true, cancelable: true }));
    };
    send('touchstart', 100);
    for (const apart of [120, 140, 150]) send('touchmove', apart);
  }, aside);
  await expect(shown(302)).toBeVisible();
  await staysAt(aside, betweenFingers);
});
