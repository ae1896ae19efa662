import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startDemoUpstream } from '../src-main/demo/index.ts';
import { findChromium } from '../tools/lib/chromium.mjs';
import { browserLauncher } from './launch/browser-launcher.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

/**
 * Takes the README's pictures: `npm run build`, then `node e2e/screenshots.ts` with Node 24. The
 * papers are made up and the same each time.
 */
const FOLDER = join(import.meta.dirname, '..', 'resources', 'screenshots');
const SIZE = { width: 1280, height: 800 };
const NOTE = [
  '## Compare',
  '',
  'Does the effect survive a **smaller** encoder? See table 2.',
  '',
  '- try the probe on our run',
  '- ask for the failure cases',
].join('\n');

/** Marks whole lines, from the `place`th on, up to one that ends with a whole word. */
async function mark(reader: ReaderPage, place: number, key: string): Promise<void> {
  const lines = await reader.bodyLines();
  const last = lines.findIndex(({ text }, index) => index > place && /[a-z.,]$/.test(text));
  await reader.drag(lines[place]!, lines[last]);
  await reader.page.keyboard.press(key);
  await reader.page.keyboard.press('Escape');
}

async function prepare(page: Page): Promise<void> {
  const library = new LibraryPage(page);
  await library.ready();
  for (const place of [3, 5]) {
    await library.select(place);
    await library.details.getByRole('button', { name: 'Star' }).click();
    // A star fetches the PDF.
    await library.details.getByRole('button', { name: 'Read offline' }).waitFor();
  }
  await library.select(1);
  await library.read();
  const reader = new ReaderPage(page);
  await reader.ready();
  for (const [place, key] of [
    [2, '1'],
    [8, '3'],
    [13, '2'],
  ] as const) {
    await mark(reader, place, key);
  }
  const note = await reader.note();
  await note.click();
  await page.keyboard.insertText(NOTE);
  await reader.saved();
  await reader.showHighlights();
}

async function shoot(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await page.mouse.move(SIZE.width / 2, SIZE.height - 4);
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(FOLDER, `reader-${theme}.png`) });
  await page.getByRole('tab', { name: 'Library' }).click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(FOLDER, `library-${theme}.png`) });
  await page.getByRole('tab').nth(1).click();
}

mkdirSync(FOLDER, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'offprint-screenshots-'));
const upstream = await startDemoUpstream({ today: '2026-11-20' });
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const context = await browser.newContext({ viewport: SIZE });
const env = {
  OFFPRINT_HF_ORIGIN: upstream.hfOrigin,
  OFFPRINT_ARXIV_ORIGIN: upstream.arxivOrigin,
  OFFPRINT_ARXIV_PDF_ORIGIN: upstream.arxivPdfOrigin,
};
const shell = await browserLauncher.launch({ dataDir, env, context });
try {
  await prepare(shell.page);
  await shoot(shell.page, 'light');
  await shoot(shell.page, 'dark');
} finally {
  await shell.close();
  await browser.close();
  await upstream.close();
  rmSync(dataDir, { recursive: true, force: true });
}
