import {
  elementsOf,
  type Fields,
  type LibraryStore,
  markdownOf,
  TRAVELLING,
} from '../../store/index.ts';

/** What a whole library says of the user's, a line to a document, without the bytes that say it. */
export function meaningOfLibrary(store: LibraryStore): string[] {
  const lines = TRAVELLING.flatMap((collection) => {
    const { documents } = store.readChanges(collection, 0, Number.MAX_SAFE_INTEGER);
    return documents.map(({ document }) => `${collection} ${meaningOf(document)}`);
  });
  return lines.sort();
}

/** What a document says: texts by their words, sets by their elements. */
export function meaningOf(document: { readonly id: string; readonly fields?: unknown }): string {
  const fields = (document.fields ?? {}) as Fields;
  const said = Object.keys(fields)
    .sort()
    .map((name) => {
      const field = fields[name]!;
      if (field.kind === 'text') return [name, field.clock, markdownOf(field.value as string)];
      if (field.kind === 'set') return [name, field.clock, elementsOf(fields, name)];
      return [name, field.clock, field.value];
    });
  const { fields: _said, ...rest } = document as Record<string, unknown>;
  const own = Object.entries(rest).filter(([name]) => name !== 'by' && !name.startsWith('_'));
  return JSON.stringify([own.sort(([a], [b]) => (a < b ? -1 : 1)), said]);
}
