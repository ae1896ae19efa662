import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { App } from '../launch/index.ts';
import { LibraryPage } from './library-page.ts';
import { ReaderPage } from './reader-page.ts';

/** Adds a PDF file as the command line does; its paper's id. */
export async function addPdfFile(app: App, file: string): Promise<string> {
  const { stdout } = await app.cli(['add', file, '--json']);
  const [{ id }] = JSON.parse(stdout) as [{ id: string }];
  return id;
}

/** Adds a PDF that a test has made; its paper's id. */
export async function addPdf(app: App, pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-made-pdf-'));
  try {
    const file = join(folder, 'made.pdf');
    await writeFile(file, pdf);
    return await addPdfFile(app, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Opens the tab of a paper that was added, whatever it then shows. */
export async function openTabOf(page: Page, paperId: string): Promise<void> {
  const library = new LibraryPage(page);
  await library.show('Added');
  await library.row(paperId).click();
  await library.list.focus();
  await page.keyboard.press('Enter');
}

/** Opens a paper that was added, and waits for its reader. */
export async function openAdded(page: Page, paperId: string): Promise<ReaderPage> {
  await openTabOf(page, paperId);
  const reader = new ReaderPage(page);
  await reader.ready();
  return reader;
}
