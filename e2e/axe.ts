import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Expects that axe has nothing to say of what the page shows (ACC-2), nor with text twice as large. */
export async function expectClean(page: Page): Promise<void> {
  await expectNoViolation(page);
  await setTextSize(page, '200%');
  await expectNoViolation(page);
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beyond, 'CSS pixels by which the page is wider than its window').toBeLessThanOrEqual(0);
  await setTextSize(page, '');
}

/** The same in the light theme and in the dark one; the page follows the system afterwards. */
export async function expectCleanInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await expectClean(page);
  }
}

function setTextSize(page: Page, size: string): Promise<void> {
  return page.evaluate((fontSize) => {
    document.documentElement.style.fontSize = fontSize;
  }, size);
}

async function expectNoViolation(page: Page): Promise<void> {
  // Axe's normal mode sees frames, too, and opens a second page for each look, which takes half as
  // long again, and which Electron cannot. The interface has no frames.
  expect(page.frames()).toHaveLength(1);
  const { violations } = await new AxeBuilder({ page })
    .withTags(TAGS)
    .setLegacyMode(true)
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => ({ id, target: target.join(' ') })),
  );
  const left = await Promise.all(
    found.map(async (one) => ((await isExempt(page, one)) ? [] : [one])),
  );
  expect(left.flat()).toEqual([]);
}

/** A link among the words of a page is as large as its words, which WCAG 2.5.8 allows. */
async function isExempt(
  page: Page,
  { id, target }: { readonly id: string; readonly target: string },
): Promise<boolean> {
  if (id !== 'target-size') return false;
  return page.evaluate(
    (selector) => document.querySelector(selector)?.closest('.offprint-links') != null,
    target,
  );
}
