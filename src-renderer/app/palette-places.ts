import { useQuery } from '@tanstack/react-query';
import { collectionSectionId, searchSectionId, tagSectionId } from '../library/sections.ts';
import { showSection } from '../library/show-section.ts';
import { openNote } from '../notes/list/note-place.ts';
import { queries } from '../queries.ts';
import { activateTab, useNavigation } from './navigation.ts';
import { t } from './texts/index.ts';

const texts = t.app.palette.kinds;

/** A place that the palette goes to; `kind` says what it is. */
export type Place = {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly keys: readonly string[];
  readonly run: () => void;
};

const place = (id: string, title: string, kind: string, run: () => void): Place => ({
  id,
  title,
  kind,
  keys: [],
  run,
});

function show(section: string): () => void {
  return () => {
    activateTab(null);
    showSection(section);
  };
}

/** The open tabs, the collections, the saved searches, the tags and the notes. */
export function usePlaces(): Place[] {
  const tabs = useNavigation((state) => state.tabs);
  const active = useNavigation((state) => state.activeTab);
  const collections = useQuery(queries.collections()).data ?? [];
  const searches = useQuery(queries.searches()).data ?? [];
  const tags = useQuery(queries.tags()).data ?? [];
  const notes = useQuery(queries.notes('')).data?.notes ?? [];
  return [
    ...tabs
      .filter(({ paperId }) => paperId !== active)
      .map(({ paperId, title }) =>
        place(`tab:${paperId}`, title, texts.tab, () => activateTab(paperId)),
      ),
    ...collections.map(({ id, name }) =>
      place(`collection:${id}`, name, texts.collection, show(collectionSectionId(id))),
    ),
    ...searches.map(({ id, name }) =>
      place(`search:${id}`, name, texts.search, show(searchSectionId(id))),
    ),
    ...tags.map(({ tag }) => place(`tag:${tag}`, tag, texts.tag, show(tagSectionId(tag)))),
    ...notes
      .filter(({ title }) => title !== '')
      .map(({ key, title }) => place(`note:${key}`, title, texts.note, () => openNote(key))),
  ];
}
