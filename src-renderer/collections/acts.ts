import type { Collection } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { did } from '../app/undo.ts';
import { type MutationInput, type Sent, send } from '../client.ts';
import { putPapers } from '../library/paper-acts.ts';
import { actOn } from '../library/parts.ts';
import { invalidate, keys, queryClient } from '../queries.ts';
import { pendingCollections } from './pending.ts';
import { type Place, withCreated, withMoved, withRemoved, withRenamed } from './tree.ts';

const texts = t.collections;

type Collections = readonly Collection[];

/** The collections as the window shows them; none while they are on their way. */
export const shownCollections = (): Collections =>
  queryClient.getQueryData<Collections>(keys.collections) ?? [];

type Kind = 'create' | 'rename' | 'move' | 'remove';

/** Makes a collection at the end of its siblings; its id. As all of these, it can be undone. */
export function createCollection(name: string, parent: string | null): string {
  const made = { id: crypto.randomUUID(), name, parent };
  change('create', made, texts.done.created(name), (all) => withCreated(all, made));
  return made.id;
}

/** Makes a collection at the top with papers in it, which is one act. */
export function collectInNew(ids: readonly string[], name: string): Promise<void> {
  const made = { id: crypto.randomUUID(), name, parent: null };
  const sent = sendChange('create', made, (all) => withCreated(all, made));
  return putPapers(ids, made, true, sent);
}

/** Calls a collection otherwise. */
export function renameCollection(id: string, name: string): void {
  change('rename', { id, name }, texts.done.renamed(name), (all) => withRenamed(all, id, name));
}

/** Puts a collection into a place. */
export function moveCollection({ id, name }: Pick<Collection, 'id' | 'name'>, place: Place): void {
  change('move', { id, ...place }, texts.done.moved(name), (all) => withMoved(all, id, place));
}

/** Deletes a collection with those in it; their papers stay where they are (COLL-1). */
export function removeCollection({ id, name }: Pick<Collection, 'id' | 'name'>): void {
  const done = texts.done.removed(name);
  change('remove', { id }, done, (all) => withRemoved(all, id));
  showToast(done, 'undo');
}

/** Orders papers of a collection by hand: in front of one, or at the end. */
export function arrangePapers(
  { id, name }: Pick<Collection, 'id' | 'name'>,
  ids: readonly string[],
  before: string | null,
): Promise<void> {
  return actOn(ids, {
    send: (part) => send('collections.arrange', { id, ids: part, before }),
    done: (count) => texts.done.arranged(count, name),
  });
}

function change<K extends Kind>(
  kind: K,
  input: MutationInput[`collections.${K}`],
  title: string,
  apply: (all: Collections) => Collections,
): void {
  const { mutationId } = sendChange(kind, input, apply);
  const { id } = input as { id: string };
  did(title, [mutationId], [id]);
}

/** Shows a change at once, and until the core has answered. */
function sendChange<K extends Kind>(
  kind: K,
  input: MutationInput[`collections.${K}`],
  apply: (all: Collections) => Collections,
): Sent {
  const sent: Sent = send(`collections.${kind}`, input);
  pendingCollections.add(apply, sent.answer);
  queryClient.setQueryData<Collections>(keys.collections, (all) => all && apply(all));
  void sent.answer.then((answer) => {
    if (answer.ok) return;
    showToast(refusal(answer.reason));
    void invalidate(keys.collections);
  });
  return sent;
}

const refusal = (reason: string): string =>
  reason === 'circle' || reason === 'too-deep' ? texts.refused[reason] : texts.refused.gone;
