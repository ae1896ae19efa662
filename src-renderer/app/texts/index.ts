import { actionTexts } from './en/actions.ts';
import { actTexts } from './en/acts.ts';
import { appTexts } from './en/app.ts';
import { backfillTexts } from './en/backfill.ts';
import { errorTexts } from './en/errors.ts';
import { importTexts } from './en/import.ts';
import { libraryTexts } from './en/library.ts';
import { notesTexts } from './en/notes.ts';
import { onlineTexts } from './en/online.ts';
import { readerTexts } from './en/reader.ts';
import { settingsTexts } from './en/settings.ts';
import { statusTexts } from './en/status.ts';
import { storageTexts } from './en/storage.ts';
import { trashTexts } from './en/trash.ts';

/** Every text of the interface, by area. */
export const t = {
  app: appTexts,
  actions: actionTexts,
  acts: actTexts,
  backfill: backfillTexts,
  errors: errorTexts,
  import: importTexts,
  library: libraryTexts,
  notes: notesTexts,
  online: onlineTexts,
  reader: readerTexts,
  settings: settingsTexts,
  status: statusTexts,
  storage: storageTexts,
  trash: trashTexts,
};
