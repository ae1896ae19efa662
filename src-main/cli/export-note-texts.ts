import type { NoteExport } from '../../src-shared/contract/index.ts';
import { referencesMessage } from './export-texts.ts';

/** Wording of `export-note`. */
export const exportNoteTexts = {
  about:
    'Write the note of a paper as Markdown for other programs, with its quotes, its reference and BibTeX.',
  id: 'arXiv id, or the id of a paper in the library',
  out: 'the file, or the folder for it (without it, the note is written to stdout)',
  done: (path: string) => `Wrote ${path}.`,
  notWritten: (path: string, code: string) => `The note could not be written to ${path} (${code}).`,
  empty: 'There is no note on this paper yet.',
};

type Reason = Exclude<Extract<NoteExport, { ok: false }>['reason'], 'unknown-paper'>;

/** Why there is no note to write. */
export function exportNoteMessage(reason: Reason): string {
  return reason === 'empty' ? exportNoteTexts.empty : referencesMessage(reason);
}
