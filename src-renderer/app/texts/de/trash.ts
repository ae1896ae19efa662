import type { TrashKind } from '../../../../src-shared/contract/index.ts';
import type { trashTexts as english } from '../en/trash.ts';
import { formatAge, formatNumber, plural } from '../format.ts';

const KINDS: Readonly<Record<TrashKind, string>> = {
  paper: 'Paper',
  annotation: 'Markierung',
  note: 'Notiz',
};

const THIS: Readonly<Record<TrashKind, string>> = {
  paper: 'Dieses Paper',
  annotation: 'Diese Markierung',
  note: 'Diese Notiz',
};

/** What becomes of PDFs where a thing, or all, is let go. */
const PDFS = {
  paper: ' Die PDF wird von diesem Rechner entfernt.',
  annotation: '',
  note: '',
  all: ' PDFs gelöschter Paper werden von diesem Rechner entfernt.',
} as const;

/** The trash. */
export const trashTexts: typeof english = {
  title: 'Papierkorb',
  about: (days) =>
    `Gelöschtes bleibt hier ${formatNumber(days)} Tage. Bis dahin ist nichts verloren.`,
  empty: 'Der Papierkorb ist leer.',
  list: 'Gelöschtes',
  kind: (kind) => KINDS[kind],
  deleted: (at, now) => `gelöscht ${formatAge(at, now)}`,
  putBack: 'Zurücklegen',
  putBackOf: (kind, title) => `Zurücklegen (${KINDS[kind]}): ${title}`,
  delete: 'Endgültig löschen …',
  deleteOf: (kind, title) => `Endgültig löschen (${KINDS[kind]}): ${title}`,
  emptyAll: 'Papierkorb leeren …',
  more: (count) =>
    `${plural(count, 'älterer Eintrag wird', 'ältere Einträge werden')} hier nicht gezeigt.`,
  confirm: {
    title: (count) => `${plural(count, 'Eintrag', 'Einträge')} endgültig löschen?`,
    one: (kind) => `${THIS[kind]} endgültig löschen?`,
    about: (kind) => `Das lässt sich nicht rückgängig machen.${PDFS[kind ?? 'all']}`,
    delete: 'Endgültig löschen',
    keep: 'Behalten',
  },
  done: (count) => `${plural(count, 'Eintrag', 'Einträge')} endgültig gelöscht.`,
  restored: (kind, title) => `Zurückgelegt (${KINDS[kind]}): ${title}`,
};
