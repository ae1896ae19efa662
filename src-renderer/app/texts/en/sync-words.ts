import { formatNumber } from '../format.ts';

/** Names of what documents hold, by their names in the store. */
const fields: Readonly<Record<string, string>> = {
  status: 'Status',
  starred: 'Star',
  tags: 'Tags',
  due: 'Due day',
  position: 'Place in the PDF',
  progress: 'How far it is read',
  readAt: 'Day it was read',
  lastReadAt: 'Last opened',
  listOrder: 'Place in the reading list',
  seconds: 'Time read',
  mergedInto: 'Paper it was merged into',
  pdfs: 'PDFs at the target',
  kind: 'Kind of mark',
  colour: 'Colour',
  comment: 'Comment',
  anchor: 'Place of the mark',
  body: 'Text',
  name: 'Name',
  parent: 'Parent collection',
  order: 'Order',
  query: 'Search words',
  platform: 'System',
  value: 'Setting',
  deleted: 'Deletion',
  purged: 'Deletion for ever',
};

/** What a document is, by its collection. */
const collections: Readonly<Record<string, string>> = {
  states: 'Paper',
  annotations: 'Mark',
  notes: 'Note',
  collections: 'Collection',
  memberships: 'Paper in a collection',
  searches: 'Saved search',
  devices: 'Machine',
  settings: 'Setting',
};

/** Settings that follow the user, by their names in the store. */
const settings: Readonly<Record<string, string>> = {
  theme: 'Theme',
  highlightColour: 'Colour of highlights',
  colourNames: 'Names of colours',
  noteTemplates: 'Templates of notes',
  pageTheme: 'Look of pages',
  hourlySync: 'Hourly listings',
  arxivCategories: 'arXiv categories',
  watchVersions: 'Looking for new versions',
  keys: 'Keys',
  citationStyle: 'Citation style',
};

/** Fields and values of documents in words, for the log of machines in step. */
export const syncWordsTexts = {
  fields,
  collections,
  settings,
  untitled: 'Untitled',
  none: 'None',
  on: 'On',
  off: 'Off',
  starred: 'Starred',
  notStarred: 'Not starred',
  deleted: 'Deleted',
  notDeleted: 'Not deleted',
  page: (page: number) => `Page ${formatNumber(page)}`,
  percent: (percent: number) => `${formatNumber(percent)} %`,
  items: (count: number) => (count === 1 ? '1 entry' : `${formatNumber(count)} entries`),
};
