import type { actTexts as english } from '../en/acts.ts';
import { formatNumber, plural } from '../format.ts';

const papers = (count: number): string => plural(count, 'Paper', 'Paper');
const ofPapers = (count: number): string => plural(count, 'Paper', 'Papern');

/** What the interface says of acts that were done, and of those on many papers. */
export const actTexts: typeof english = {
  undone: (title) => `Rückgängig gemacht: ${title}`,
  redone: (title) => `Wiederholt: ${title}`,
  tooLate: (title) =>
    `„${title}“ lässt sich nicht mehr rückgängig machen: Der Kern wurde seither neu gestartet.`,
  selected: (count) => `${formatNumber(count)} ausgewählt`,
  announceSelected: (count) =>
    count > 1 ? `${papers(count)} ausgewählt` : 'Nur dieses Paper ausgewählt',
  bar: 'Befehle für die ausgewählten Paper',
  status: 'Status',
  clear: 'Auswahl aufheben',
  done: {
    starred: (count) => `${papers(count)} mit Stern versehen`,
    unstarred: (count) => `Stern von ${ofPapers(count)} entfernt`,
    status: (count, status) => `${papers(count)} als „${status}“ gekennzeichnet`,
    tagged: (count, tag) => `${papers(count)} mit „${tag}“ verschlagwortet`,
    untagged: (count, tag) => `Schlagwort „${tag}“ von ${ofPapers(count)} entfernt`,
    collected: (count, name) => `${papers(count)} in „${name}“ aufgenommen`,
    uncollected: (count, name) => `${papers(count)} aus „${name}“ genommen`,
    dueSet: (count, day) => `${papers(count)} fällig am ${day}`,
    dueCleared: (count) => `Fälligkeit von ${ofPapers(count)} entfernt`,
    arranged: (count) => `${papers(count)} auf der Leseliste verschoben`,
    removed: (count) => `${papers(count)} in den Papierkorb gelegt`,
    queued: (count) => `${papers(count)} zum Laden eingereiht`,
  },
  progress: (done, total) => `${formatNumber(done)} von ${ofPapers(total)}`,
  stop: 'Anhalten',
  pickers: {
    tags: 'Schlagwörter',
    tagsFor: (count) => (count > 1 ? `Schlagwörter von ${ofPapers(count)}` : 'Schlagwörter'),
    filterTags: 'Schlagwörter filtern oder ein neues nennen',
    newTag: (name) => `Neues Schlagwort „${name}“`,
    noTags: 'Noch keine Schlagwörter. Ein Name legt eines an.',
    collectionsFor: (count) => (count > 1 ? `Sammlungen von ${ofPapers(count)}` : 'Sammlungen'),
    filterCollections: 'Sammlungen filtern oder eine neue nennen',
    newCollection: (name) => `Neue Sammlung „${name}“`,
    noCollections: 'Noch keine Sammlungen. Ein Name legt eine an.',
    some: 'einige davon',
    has: (count) => plural(count, 'Möglichkeit', 'Möglichkeiten'),
    close: 'Fertig',
  },
};
