import type { ManyPatch, ReadStatus } from '../../src-shared/contract/index.ts';
import { formatShortDay } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { showToast } from '../app/toast.ts';
import { client, type Sent, send } from '../client.ts';
import { invalidatePapers, showPatched, showQueued } from '../queries.ts';
import { noteActed } from './acted.ts';
import { actOn } from './parts.ts';
import { addAsked, addPending } from './pending-patches.ts';
import { noteRemoved, noteRestored } from './removed.ts';

const texts = t.acts.done;

/** Stars papers, or takes their stars away; can be undone, as all of these. */
export function setStarred(ids: readonly string[], starred: boolean): Promise<void> {
  const done = starred ? texts.starred : texts.unstarred;
  return actOn(ids, { send: patching({ starred }), done });
}

/** Says how far the user has come with papers. */
export function setStatus(ids: readonly string[], status: ReadStatus): Promise<void> {
  const done = (count: number): string => texts.status(count, t.library.details.statuses[status]);
  return actOn(ids, { send: patching({ status }), done });
}

/** Says until which day papers are to be read (COLL-2); null for none. */
export function setDue(ids: readonly string[], due: string | null): Promise<void> {
  const done = (count: number): string =>
    due === null ? texts.dueCleared(count) : texts.dueSet(count, formatShortDay(due));
  return actOn(ids, { send: patching({ due }), done });
}

/** Puts papers of the reading list in front of one, or at its end (COLL-2). */
export function arrangeReadingList(ids: readonly string[], before: string | null): Promise<void> {
  const sendPart = (part: string[]): Sent => send('papers.arrange', { ids: part, before });
  return actOn(ids, { send: sendPart, done: texts.arranged });
}

/** Puts a tag on papers, or takes it off. */
export function setTag(ids: readonly string[], tag: string, present: boolean): Promise<void> {
  const patch = present ? { tagsAdded: [tag] } : { tagsRemoved: [tag] };
  const done = (count: number): string =>
    present ? texts.tagged(count, tag) : texts.untagged(count, tag);
  return actOn(ids, { send: patching(patch), done, spoken: true });
}

/**
 * Puts papers into a collection, at its end, or takes them out. `made` is what made the collection
 * for them: one undo takes both back.
 */
export function putPapers(
  ids: readonly string[],
  collection: { readonly id: string; readonly name: string },
  present: boolean,
  made?: Sent,
): Promise<void> {
  const { id, name } = collection;
  return actOn(ids, {
    send: (part) => {
      noteActed(part);
      return send('collections.put', { id, ids: part, present });
    },
    done: (count) => (present ? texts.collected(count, name) : texts.uncollected(count, name)),
    spoken: true,
    ...(made ? { before: made } : {}),
  });
}

/** Moves papers to the trash. */
export function removePapers(ids: readonly string[]): Promise<void> {
  return actOn(ids, {
    send: (part) => {
      const sent = send('papers.remove', { ids: part });
      noteRemoved(part, sent.answer);
      return sent;
    },
    done: texts.removed,
    spoken: true,
    show: (way, sent, all) => {
      if (way === 'undo') noteRestored(all);
      else if (sent[0]) noteRemoved(all, sent[0].answer);
    },
  });
}

/** Most papers of one call. */
const MAX_FETCHED = 10_000;

/** Puts papers' PDFs in front of the queue; how it goes is told by events. */
export function fetchPdfs(ids: readonly string[]): void {
  for (let start = 0; start < ids.length; start += MAX_FETCHED)
    fetchPart(ids.slice(start, start + MAX_FETCHED));
  if (ids.length > 1) showToast(texts.queued(ids.length));
}

function fetchPart(ids: readonly string[]): void {
  const answered = ids.map(addAsked);
  const settle = (): void => {
    for (const each of answered) each();
  };
  showQueued(ids);
  client.files.fetch({ ids: [...ids], first: true, wait: false }).then(settle, () => {
    settle();
    invalidatePapers(ids);
  });
}

/** Takes a paper's PDF out of the queue, or stops its download. */
export function cancelPdf(id: string): void {
  client.files.cancel({ ids: [id] }).catch(() => undefined);
}

/** Shows a patch at once, and until the core has answered. */
const patching =
  (patch: ManyPatch) =>
  (ids: string[]): Sent => {
    noteActed(ids);
    const answered = addPending(ids, patch);
    const sent = send('papers.updateMany', { ids, patch });
    void sent.answer.then((answer) => {
      answered();
      if (!answer.ok) invalidatePapers(ids);
    });
    showPatched(ids, patch);
    return sent;
  };
