import { actionTexts } from './en/actions.ts';
import { appTexts } from './en/app.ts';
import { errorTexts } from './en/errors.ts';
import { libraryTexts } from './en/library.ts';
import { notesTexts } from './en/notes.ts';
import { readerTexts } from './en/reader.ts';
import { statusTexts } from './en/status.ts';

/** Every text of the interface, by area. */
export const t = {
  app: appTexts,
  actions: actionTexts,
  errors: errorTexts,
  library: libraryTexts,
  notes: notesTexts,
  reader: readerTexts,
  status: statusTexts,
};
