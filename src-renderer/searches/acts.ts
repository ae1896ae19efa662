import type { SavedSearch } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { did } from '../app/undo.ts';
import { type MutationInput, send } from '../client.ts';
import { invalidate, keys, queryClient } from '../queries.ts';
import { withPlaced, withSaved } from './order.ts';
import { pendingSearches } from './pending.ts';

const texts = t.searches;

type Searches = readonly SavedSearch[];

/** The saved searches as the window shows them; none while they are on their way. */
export const shownSearches = (): Searches =>
  queryClient.getQueryData<Searches>(keys.searches) ?? [];

/** Keeps a search under a name (FIND-6); its id. As all of these, it can be undone. */
export function saveSearch(name: string, query: string): string {
  const id = crypto.randomUUID();
  put({ id, name, query }, texts.done.saved(name));
  return id;
}

/** Gives a saved search another name or another query. */
export function changeSearch(search: Pick<SavedSearch, 'id' | 'name' | 'query'>): void {
  put(search, texts.done.changed(search.name));
}

function put({ id, name, query }: Pick<SavedSearch, 'id' | 'name' | 'query'>, title: string): void {
  const search = { id, name, query };
  change('save', { search }, id, title, (all) => withSaved(all, search));
}

/** Puts a saved search in front of another, or at the end. */
export function moveSearch({ id, name }: Pick<SavedSearch, 'id' | 'name'>, before: string | null) {
  change('move', { id, before }, id, texts.done.moved(name), (all) => withPlaced(all, id, before));
}

/** Deletes a saved search; no paper. */
export function removeSearch({ id, name }: Pick<SavedSearch, 'id' | 'name'>): void {
  const done = texts.done.removed(name);
  change('remove', { id }, id, done, (all) => all.filter((one) => one.id !== id));
  showToast(done, 'undo');
}

function change<K extends 'save' | 'move' | 'remove'>(
  kind: K,
  input: MutationInput[`searches.${K}`],
  id: string,
  title: string,
  apply: (all: Searches) => Searches,
): void {
  const sent = send(`searches.${kind}`, input);
  pendingSearches.add(apply, sent.answer);
  queryClient.setQueryData<Searches>(keys.searches, (all) => all && apply(all));
  did(title, [sent.mutationId], [id]);
  void sent.answer.then(({ ok }) => {
    if (!ok) void invalidate(keys.searches);
  });
}
