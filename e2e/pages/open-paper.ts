import type { Page } from '@playwright/test';
import { LibraryPage } from './library-page.ts';
import { ReaderPage } from './reader-page.ts';

/** Opens a paper of the list as a user does, and waits for its reader; `place` counts from 0. */
export async function openPaper(page: Page, place = 1): Promise<ReaderPage> {
  const library = new LibraryPage(page);
  await library.ready();
  await library.select(place);
  await library.read();
  const reader = new ReaderPage(page);
  await reader.ready();
  return reader;
}
