import type {
  collectionTexts as englishCollections,
  searchesTexts as englishSearches,
  tagsTexts as englishTags,
} from '../en/collections.ts';
import { plural } from '../format.ts';

const papers = (count: number): string => plural(count, 'Paper', 'Paper');

/** Collections and saved searches in the sidebar. */
export const collectionTexts: typeof englishCollections = {
  label: 'Sammlungen',
  count: papers,
  drag: (name) => `${name} ziehen`,
  expand: 'Darin enthaltene',
  menu: (name) => `Befehle für ${name}`,
  nested: 'Mit den darin enthaltenen',
  new: 'Neue Sammlung',
  newInside: (name) => `Neue Sammlung in „${name}“`,
  rename: (name) => `„${name}“ umbenennen`,
  name: 'Name',
  create: 'Anlegen',
  save: 'Speichern',
  cancel: 'Abbrechen',
  done: {
    created: (name) => `Sammlung „${name}“ angelegt`,
    renamed: (name) => `Sammlung in „${name}“ umbenannt`,
    moved: (name) => `Sammlung „${name}“ verschoben`,
    removed: (name) => `Sammlung „${name}“ gelöscht. Ihre Paper bleiben in der Bibliothek`,
    arranged: (count, name) => `${papers(count)} innerhalb von „${name}“ verschoben`,
  },
  refused: {
    circle: 'Eine Sammlung kann nicht in sich selbst liegen.',
    'too-deep': 'Dafür liegen zu viele Sammlungen ineinander.',
    gone: 'Diese Sammlung gibt es nicht mehr.',
  },
};

/** Saved searches. */
export const searchesTexts: typeof englishSearches = {
  label: 'Gespeicherte Suchen',
  drag: (name) => `${name} ziehen`,
  count: papers,
  counting: 'wird gezählt',
  menu: (name) => `Befehle für ${name}`,
  change: 'Suche ändern',
  saveTitle: 'Diese Suche speichern',
  changeTitle: 'Gespeicherte Suche ändern',
  name: 'Name',
  query: 'Suchtext',
  done: {
    saved: (name) => `Suche „${name}“ gespeichert`,
    changed: (name) => `Suche „${name}“ geändert`,
    moved: (name) => `Suche „${name}“ verschoben`,
    removed: (name) => `Suche „${name}“ gelöscht`,
  },
};

/** The user's tags in the sidebar. */
export const tagsTexts: typeof englishTags = {
  label: 'Schlagwörter',
  count: papers,
};
