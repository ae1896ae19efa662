import type { duplicatesTexts as english } from '../en/duplicates.ts';
import { formatNumber, formatShortDay, plural } from '../format.ts';

/** Papers that may be the same (LIB-5). */
export const duplicatesTexts: typeof english = {
  title: 'Dubletten',
  about:
    'Paper, die dieselben zu sein scheinen. Zusammenführen behält jede Markierung, jede Notiz, jedes Schlagwort und jede Sammlung und lässt sich rückgängig machen.',
  empty: 'Keine zwei Paper hier scheinen dieselben zu sein.',
  loading: 'Dubletten werden gesucht …',
  groups: (count) => plural(count, 'Gruppe', 'Gruppen'),
  more: (count) =>
    `und ${plural(count, 'weitere Gruppe', 'weitere Gruppen')}, sichtbar nach dem Zusammenführen dieser`,
  reasons: {
    doi: 'Gleiche DOI',
    file: 'Gleiche PDF',
    title: 'Gleicher Titel',
  },
  group: (reason, title) => `${reason}: ${title}`,
  keep: 'Bleibt',
  keepOf: (title, what) => `„${title}“ behalten (${what})`,
  merge: 'Zusammenführen',
  mergeOf: (title, count) => `${plural(count, 'Paper', 'Paper')} zusammenführen: ${title}`,
  mergeCertain: (count) => `${formatNumber(count)} sichere zusammenführen`,
  certainAbout: 'Sicher sind solche mit gleicher DOI oder gleicher PDF.',
  added: (day) => `hinzugefügt am ${formatShortDay(day)}`,
  collections: (count) => plural(count, 'Sammlung', 'Sammlungen'),
  nothing: 'keine Markierung, keine Notiz',
  done: (count) => `${plural(count, 'Paper', 'Paper')} zu einem zusammengeführt`,
  doneMany: (count) =>
    plural(count, 'Gruppe von Dubletten zusammengeführt', 'Gruppen von Dubletten zusammengeführt'),
};
