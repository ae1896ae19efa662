import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { hostilePdfs } from './hostile-files.ts';
import { type App, expect, test } from './launch/index.ts';
import { paths } from './launch/paths.ts';
import { LibraryPage } from './pages/library-page.ts';

const FOLDER = join(paths.root, '..', 'shared', 'fixtures', 'pdf');
/** Of the recorded files those that are odd in some way; all where somebody has the patience. */
const ODD =
  /protected|rtl|right_to_left|rotat|fuzz|sjis|f1040|Arabic|attachment|tree-refs|bug|comments/;
const FILES = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter(
      (name) => name.endsWith('.pdf') && (process.env.OFFPRINT_ALL_PDFS || ODD.test(name)),
    )
  : [];
/** Longest that the interface may stand still, milliseconds; the machine may be busy elsewhere. */
const STILL = 1_000;

/** The longest time between two frames while something is done, milliseconds. */
async function stillness(page: Page, work: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const state = { longest: 0, last: performance.now(), on: true };
    Object.assign(globalThis, { stillness: state });
    const frame = (now: number): void => {
      state.longest = Math.max(state.longest, now - state.last);
      state.last = now;
      if (state.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const { stillness } = globalThis as unknown as {
      stillness: { on: boolean; longest: number };
    };
    stillness.on = false;
    return stillness.longest;
  });
}

/** Opens a paper; there are pages, or a sentence, or a question for a password. */
async function openPaper(page: Page, id: string): Promise<string> {
  const library = new LibraryPage(page);
  await library.find(id);
  await library.list.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('tabpanel').filter({ has: page.locator('[data-reader]') });
  const shown = panel
    .locator('canvas')
    .or(panel.getByRole('alert'))
    .or(panel.getByLabel('Password', { exact: true }));
  await shown.first().waitFor({ timeout: 60_000 });
  return (await panel.locator('canvas').count()) > 0 ? 'pages' : 'a reason';
}

/** Adds a file and opens it; what came of it, or why the program did not take it. */
async function tryFile(app: App, file: string): Promise<string> {
  const { page } = app;
  const { stdout } = await app.cli(['add', file, '--json']);
  const [{ id, message }] = JSON.parse(stdout) as [{ id: string | null; message: string | null }];
  if (id === null) return message === null ? 'nothing' : 'refused';
  await new LibraryPage(page).show('Added');
  let opened = '';
  const still = await stillness(page, async () => {
    opened = await openPaper(page, id);
  });
  expect(still, `${file}: longest frame`).toBeLessThan(STILL);
  await page.keyboard.press('Control+w');
  return opened;
}

function watchRequests(page: Page): string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    const isOwn = host === new URL(page.url()).host || /^(blob|data):$/.test(protocol);
    if (!isOwn) foreign.push(request.url());
  });
  page.on('dialog', (dialog) => {
    foreign.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return foreign;
}

test('[READ-8] files that want to do harm open or say why not, and reach nobody', async ({
  app,
}) => {
  test.setTimeout(300_000);
  await new LibraryPage(app.page).ready();
  const foreign = watchRequests(app.page);
  const folder = await mkdtemp(join(tmpdir(), 'offprint-hostile-'));
  const { origin } = new URL(app.upstream.hfOrigin);
  for (const [what, bytes] of hostilePdfs(origin)) {
    const file = join(folder, `${what}.pdf`);
    await writeFile(file, bytes);
    expect(['pages', 'a reason', 'refused'], what).toContain(await tryFile(app, file));
  }
  expect(foreign).toEqual([]);
  await rm(folder, { recursive: true });
});

test('[READ-7] odd files open or say why not', async ({ app }) => {
  test.skip(FILES.length === 0, 'skipped: no recorded PDFs');
  test.setTimeout(60_000 + FILES.length * 30_000);
  await new LibraryPage(app.page).ready();
  const foreign = watchRequests(app.page);
  for (const name of FILES)
    expect(['pages', 'a reason', 'refused'], name).toContain(
      await tryFile(app, join(FOLDER, name)),
    );
  expect(foreign).toEqual([]);
});
