import type { outlineTexts as english } from '../en/outline.ts';

/** The outline of a document. */
export const outlineTexts: typeof english = {
  label: 'Gliederung',
  tab: 'Gliederung',
  show: 'Gliederung zeigen',
  reading: 'Die Überschriften werden gelesen …',
  none: 'In diesem Dokument wurden keine Überschriften gefunden.',
  made: 'Aus den Überschriften im Text gemacht: Dieses PDF hat keine eigene Gliederung.',
  page: (page) => `Seite ${page}`,
};
