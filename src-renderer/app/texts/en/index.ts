import { actionTexts } from './actions.ts';
import { actTexts } from './acts.ts';
import { aloudTexts } from './aloud.ts';
import { appTexts } from './app.ts';
import { backfillTexts } from './backfill.ts';
import { citeTexts } from './cite.ts';
import { collectionTexts, searchesTexts, tagsTexts } from './collections.ts';
import { duplicatesTexts } from './duplicates.ts';
import { errorTexts } from './errors.ts';
import { findTexts } from './find.ts';
import { importTexts } from './import.ts';
import { keysTexts } from './keys.ts';
import { libraryTexts } from './library.ts';
import { linksTexts } from './links.ts';
import { menuTexts } from './menus.ts';
import { noteExportTexts } from './note-export.ts';
import { notesTexts } from './notes.ts';
import { onlineTexts } from './online.ts';
import { outlineTexts } from './outline.ts';
import { pdfMarksTexts } from './pdf-marks.ts';
import { quotesTexts } from './quotes.ts';
import { readerTexts } from './reader.ts';
import { searchTexts } from './search.ts';
import { settingsTexts } from './settings.ts';
import { shapesTexts } from './shapes.ts';
import { statisticsTexts } from './statistics.ts';
import { statusTexts } from './status.ts';
import { storageTexts } from './storage.ts';
import { syncTexts } from './sync.ts';
import { syncWordsTexts } from './sync-words.ts';
import { templatesTexts } from './templates.ts';
import { timeTexts } from './time.ts';
import { trashTexts } from './trash.ts';
import { viewTexts } from './view.ts';
import { windowsTexts } from './windows.ts';

/** Every text of the interface in English, by area. */
export const english = {
  app: appTexts,
  actions: actionTexts,
  acts: actTexts,
  aloud: aloudTexts,
  backfill: backfillTexts,
  cite: citeTexts,
  collections: collectionTexts,
  duplicates: duplicatesTexts,
  errors: errorTexts,
  find: findTexts,
  import: importTexts,
  keys: keysTexts,
  menus: menuTexts,
  statistics: statisticsTexts,
  library: libraryTexts,
  links: linksTexts,
  noteExport: noteExportTexts,
  notes: notesTexts,
  online: onlineTexts,
  outline: outlineTexts,
  pdfMarks: pdfMarksTexts,
  quotes: quotesTexts,
  reader: readerTexts,
  search: searchTexts,
  searches: searchesTexts,
  settings: settingsTexts,
  shapes: shapesTexts,
  status: statusTexts,
  storage: storageTexts,
  sync: syncTexts,
  syncWords: syncWordsTexts,
  tags: tagsTexts,
  templates: templatesTexts,
  time: timeTexts,
  trash: trashTexts,
  view: viewTexts,
  windows: windowsTexts,
};

/** What every language says, with the same names and the same placeholders. */
export type Texts = typeof english;
