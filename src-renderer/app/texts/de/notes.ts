import type { notesTexts as english } from '../en/notes.ts';

/** Notes. */
export const notesTexts: typeof english = {
  label: 'Notiz zu diesem Paper',
  placeholder: 'Notiz schreiben. Markdown wird verstanden.',
  loading: 'Notiz wird geladen …',
  failed: 'Die Notiz konnte nicht geladen werden.',
  retry: 'Erneut versuchen',
  task: 'Erledigt',
  showSource: 'Markdown-Quelltext zeigen',
  empty: 'Noch keine Notiz',
};
