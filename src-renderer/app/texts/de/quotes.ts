import type { quotesTexts as english } from '../en/quotes.ts';

/** Highlights that are quoted in notes. */
export const quotesTexts: typeof english = {
  act: 'In der Notiz zitieren',
  done: 'In der Notiz zitiert',
  failed: 'Die Notiz konnte nicht geladen werden, also wurde nichts zitiert.',
  page: (page) => `S. ${page}`,
  shape: (kind, page) => `${kind}, S. ${page}`,
  follow: 'Im PDF zeigen',
  gone: 'Diese Markierung gibt es nicht mehr.',
  lost: 'Diese Worte stehen nicht in dieser Fassung des PDFs.',
  unanswered: 'Die Markierung konnte nicht gesucht werden. Bitte gleich noch einmal versuchen.',
};
