import { actionTexts } from './en/actions.ts';
import { actTexts } from './en/acts.ts';
import { appTexts } from './en/app.ts';
import { backfillTexts } from './en/backfill.ts';
import { collectionTexts, searchesTexts, tagsTexts } from './en/collections.ts';
import { duplicatesTexts } from './en/duplicates.ts';
import { errorTexts } from './en/errors.ts';
import { importTexts } from './en/import.ts';
import { keysTexts } from './en/keys.ts';
import { libraryTexts } from './en/library.ts';
import { menuTexts } from './en/menus.ts';
import { notesTexts } from './en/notes.ts';
import { onlineTexts } from './en/online.ts';
import { readerTexts } from './en/reader.ts';
import { searchTexts } from './en/search.ts';
import { settingsTexts } from './en/settings.ts';
import { statisticsTexts } from './en/statistics.ts';
import { statusTexts } from './en/status.ts';
import { storageTexts } from './en/storage.ts';
import { timeTexts } from './en/time.ts';
import { trashTexts } from './en/trash.ts';
import { formatIn } from './format.ts';
import type { Language } from './language.ts';

const english = {
  app: appTexts,
  actions: actionTexts,
  acts: actTexts,
  backfill: backfillTexts,
  collections: collectionTexts,
  duplicates: duplicatesTexts,
  errors: errorTexts,
  import: importTexts,
  keys: keysTexts,
  menus: menuTexts,
  statistics: statisticsTexts,
  library: libraryTexts,
  notes: notesTexts,
  online: onlineTexts,
  reader: readerTexts,
  search: searchTexts,
  searches: searchesTexts,
  settings: settingsTexts,
  status: statusTexts,
  storage: storageTexts,
  tags: tagsTexts,
  time: timeTexts,
  trash: trashTexts,
};

/** What every language says, with the same names and the same placeholders. */
export type Texts = typeof english;

/**
 * Every text of the interface, by area. Modules read it as they are evaluated: the language is
 * chosen before, by `speak`, and a change of it loads the window anew.
 */
export let t: Texts = english;

/** The language that `t` is in. */
export let language: Language = 'en';

/** Fetches a language and makes it the one of `t` and of every format. English is always here. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted === language) return;
  const texts = wanted === 'en' ? english : (await import('./de/index.ts')).german;
  t = texts;
  language = wanted;
  formatIn(wanted, texts.time);
}
