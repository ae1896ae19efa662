import { plural } from '../format.ts';

const papers = (count: number): string => plural(count, 'paper', 'papers');

/** Collections and saved searches in the sidebar. */
export const collectionTexts = {
  label: 'Collections',
  count: papers,
  drag: (name: string) => `Drag ${name}`,
  expand: 'Those in it',
  menu: (name: string) => `Acts on ${name}`,
  nested: 'With those in it',
  new: 'New collection',
  newInside: (name: string) => `New collection in “${name}”`,
  rename: (name: string) => `Rename “${name}”`,
  name: 'Name',
  create: 'Create',
  save: 'Save',
  cancel: 'Cancel',
  done: {
    created: (name: string) => `Collection “${name}” made`,
    renamed: (name: string) => `Collection renamed to “${name}”`,
    moved: (name: string) => `Collection “${name}” moved`,
    removed: (name: string) => `Collection “${name}” deleted. Its papers stay in the library`,
    arranged: (count: number, name: string) => `${papers(count)} moved within “${name}”`,
  },
  refused: {
    circle: 'A collection cannot be put into itself.',
    'too-deep': 'There are too many collections in one another for this.',
    gone: 'This collection is not there any more.',
  },
};

/** Saved searches. */
export const searchesTexts = {
  label: 'Saved searches',
  drag: (name: string) => `Drag ${name}`,
  count: papers,
  counting: 'being counted',
  menu: (name: string) => `Acts on ${name}`,
  change: 'Change search',
  saveTitle: 'Save this search',
  changeTitle: 'Change the saved search',
  name: 'Name',
  query: 'Query',
  done: {
    saved: (name: string) => `Search “${name}” saved`,
    changed: (name: string) => `Search “${name}” changed`,
    moved: (name: string) => `Search “${name}” moved`,
    removed: (name: string) => `Search “${name}” deleted`,
  },
};

/** The user's tags in the sidebar. */
export const tagsTexts = {
  label: 'Tags',
  count: papers,
};
