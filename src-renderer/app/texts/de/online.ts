import type { SearchSource } from '../../../../src-shared/contract/index.ts';
import type { onlineTexts as english } from '../en/online.ts';
import { formatNumber, formatShortDay, plural } from '../format.ts';
import { errorTexts } from './errors.ts';

const SOURCES: Readonly<Record<SearchSource, string>> = {
  huggingface: 'Hugging Face',
  arxiv: 'arXiv',
};

/** Searching upstreams for papers that are not in the library. */
export const onlineTexts: typeof english = {
  title: 'Online suchen',
  label: 'Hugging Face oder arXiv durchsuchen',
  placeholder: 'Wörter, ein Autor, eine arXiv-Nummer oder -Adresse',
  search: 'Suchen',
  source: 'Wo gesucht wird',
  sources: SOURCES,
  hint: 'Die Treffer kommen aus dem Netz. Die Eingabetaste nimmt einen in die Bibliothek auf.',
  searching: (source) => `${SOURCES[source]} wird gefragt …`,
  results: (source) => `Treffer von ${SOURCES[source]}`,
  found: (shown, total, source) =>
    total === null || total <= shown
      ? `${plural(shown, 'Paper', 'Paper')} von ${SOURCES[source]}`
      : `${formatNumber(shown)} von ${plural(total, 'Paper', 'Papern')} von ${SOURCES[source]}`,
  elsewhere: (asked, told) => `${SOURCES[asked]} hat diese Nummer nicht: ${told}`,
  none: (source) => `${SOURCES[source]} hat nichts gefunden.`,
  more: 'Mehr zeigen',
  retry: 'Erneut versuchen',
  failed: (failure, now) => `${errorTexts.upstream(failure, now)}.`,
  inLibrary: 'in der Bibliothek',
  added: (title) => `In die Bibliothek aufgenommen: ${title}`,
  adding: 'Wird aufgenommen …',
  add: 'In die Bibliothek aufnehmen',
  show: 'In der Bibliothek zeigen',
  upvotes: (count) => plural(count, 'Stimme', 'Stimmen'),
  published: (day) => formatShortDay(day),
  authors: (names) =>
    names.length > 3
      ? `${names.slice(0, 3).join(', ')} und ${names.length - 3} weitere`
      : names.join(', '),
  select: 'Ein ausgewählter Treffer zeigt seine Zusammenfassung.',
  notAdded: 'Nicht aufgenommen: Das ist keine arXiv-Nummer.',
};
