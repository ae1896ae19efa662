import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Page } from '@playwright/test';
import { expectClean } from './axe.ts';
import { type App, expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

const TITLE = 'Notes on a paper that changes';
const METHOD = 'Our method compares every heron with its neighbours upstream.';
const RESULT = 'Several bridges turned out to be shorter than their shadows.';
const GONE = 'Funding came from a generous society of amateur cartographers.';
const PLAIN = 'A line of plain words stands here between the others.';

async function pdfOf(sentences: readonly string[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([612, 792]);
  page.drawText(TITLE, { x: 72, y: 720, size: 18, font });
  for (const [line, text] of sentences.flatMap((one) => [one, PLAIN]).entries())
    page.drawText(text, { x: 72, y: 680 - 16 * line, size: 11, font });
  return document.save();
}

/** Gives the paper another file, which is then its newest. */
async function importVersion(app: App, folder: string, name: string, text: readonly string[]) {
  await writeFile(join(folder, name), await pdfOf(text));
  const reference = `@article{changes, title = {${TITLE}}, author = {Ada Pine}, year = {2025},
    doi = {10.5555/changes.1}, file = {${name}}}`;
  await writeFile(join(folder, 'changes.bib'), reference);
  expect((await app.cli(['import', join(folder, 'changes.bib')])).code).toBe(0);
}

async function open(page: Page): Promise<ReaderPage> {
  const library = new LibraryPage(page);
  await library.show('Added');
  await library.rows.filter({ hasText: TITLE }).first().click();
  await library.read();
  const reader = new ReaderPage(page);
  await reader.ready();
  return reader;
}

test('[MARK-3] marks go over to another version in its order, and what is lost stays listed', async ({
  app,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-versions-'));
  await importVersion(app, folder, 'first.pdf', [METHOD, RESULT, GONE]);
  const { page } = app;
  const reader = await open(page);
  for (const [n, text] of [METHOD, RESULT, GONE].entries()) {
    const line = (await reader.bodyLines()).find((one) => one.text === text);
    await reader.drag(line!);
    await page.getByRole('toolbar', { name: 'Selected text' }).waitFor();
    await page.keyboard.press(String(n + 1));
    await expect(reader.highlights).toHaveCount(n + 1);
  }
  await reader.saved();
  expect(await reader.quotes()).toEqual([METHOD, RESULT, GONE]);
  await page.keyboard.press('Control+w');

  await importVersion(app, folder, 'second.pdf', [RESULT, METHOD]);
  await open(page);
  await expect(reader.highlights).toHaveCount(2);
  await expect.poll(() => reader.quotes()).toEqual([RESULT, METHOD]);
  await expect(page.locator('[data-mark]')).toHaveCount(2);
  await expect(reader.side.getByText(/carried over/)).toHaveCount(0);
  await expect(reader.side.getByText('Not found in this version: 1')).toBeVisible();
  const lost = reader.side.getByRole('list', { name: 'Not found in this version' });
  await expect(lost.getByRole('listitem')).toContainText(GONE);
  await expectClean(page);
  await rm(folder, { recursive: true });
});
