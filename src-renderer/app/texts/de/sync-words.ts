import type { syncWordsTexts as english } from '../en/sync-words.ts';
import { formatNumber } from '../format.ts';

const fields: typeof english.fields = {
  status: 'Lesestand',
  starred: 'Stern',
  tags: 'Schlagwörter',
  due: 'Fälligkeit',
  position: 'Stelle in der PDF',
  progress: 'Lesefortschritt',
  readAt: 'Tag des Lesens',
  lastReadAt: 'Zuletzt geöffnet',
  listOrder: 'Platz in der Leseliste',
  seconds: 'Lesezeit',
  mergedInto: 'Paper, in dem es aufging',
  pdfs: 'PDFs am Ziel',
  kind: 'Art der Markierung',
  colour: 'Farbe',
  comment: 'Kommentar',
  anchor: 'Stelle der Markierung',
  body: 'Inhalt',
  name: 'Bezeichnung',
  parent: 'Übergeordnete Sammlung',
  order: 'Reihenfolge',
  query: 'Suchwörter',
  platform: 'Betriebssystem',
  value: 'Einstellung',
  deleted: 'Löschung',
  purged: 'Endgültige Löschung',
};

const collections: typeof english.collections = {
  states: 'Paper',
  annotations: 'Markierung',
  notes: 'Notiz',
  collections: 'Sammlung',
  memberships: 'Paper in einer Sammlung',
  searches: 'Gespeicherte Suche',
  devices: 'Gerät',
  settings: 'Einstellung',
};

const settings: typeof english.settings = {
  theme: 'Farbschema',
  highlightColour: 'Farbe von Markierungen',
  colourNames: 'Namen der Farben',
  noteTemplates: 'Vorlagen für Notizen',
  pageTheme: 'Aussehen der Seiten',
  hourlySync: 'Stündliche Tageslisten',
  arxivCategories: 'arXiv-Kategorien',
  watchVersions: 'Suche nach neuen Fassungen',
  keys: 'Tasten',
  citationStyle: 'Zitierstil',
};

/** Fields and values of documents in words, for the log of machines in step. */
export const syncWordsTexts: typeof english = {
  fields,
  collections,
  settings,
  untitled: 'Ohne Titel',
  none: 'Nichts',
  on: 'An',
  off: 'Aus',
  starred: 'Mit Stern',
  notStarred: 'Ohne Stern',
  deleted: 'Gelöscht',
  notDeleted: 'Nicht gelöscht',
  page: (page) => `Seite ${formatNumber(page)}`,
  percent: (percent) => `${formatNumber(percent)} %`,
  items: (count) => (count === 1 ? '1 Eintrag' : `${formatNumber(count)} Einträge`),
};
