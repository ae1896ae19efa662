import type { PaperDetails, ReadStatus } from '../../src-shared/contract/index.ts';
import { t } from '../app/texts/index.ts';
import { pushUndo } from '../app/undo.ts';
import { client, mutate } from '../client.ts';
import { invalidatePaper, showPatched, showQueued } from '../queries.ts';
import { addAsked, addPending } from './pending-patches.ts';
import { noteRemoved, noteRestored } from './removed.ts';

type Patch = { readonly status?: ReadStatus; readonly starred?: boolean };
type Subject = Pick<PaperDetails, 'id' | 'status' | 'starred'>;

/** Stars a paper, or takes its star away; can be undone. */
export function setStarred({ id, starred }: Subject, next: boolean): void {
  if (starred === next) return;
  const title = next ? t.actions.star : t.actions.unstar;
  change(id, { starred: next });
  pushUndo({ title, subjects: [id], undo: () => change(id, { starred }) });
}

/** Says how far the user has come with a paper; can be undone. */
export function setStatus({ id, status }: Subject, next: ReadStatus): void {
  if (status === next) return;
  change(id, { status: next });
  pushUndo({
    title: t.library.details.statuses[next],
    subjects: [id],
    undo: () => change(id, { status }),
  });
}

/** Moves papers to the trash; can be undone. */
export function removePapers(ids: readonly string[]): void {
  noteRemoved(ids, mutate('papers.remove', { ids: [...ids] }));
  pushUndo({ title: t.actions.remove, subjects: ids, undo: () => restorePapers(ids) });
}

function restorePapers(ids: readonly string[]): void {
  noteRestored(ids);
  void mutate('trash.restore', { items: ids.map((id) => ({ kind: 'paper', id })) });
}

/** Puts a paper's PDF in front of the queue; how it goes is told by events. */
export function fetchPdf(id: string): void {
  const answered = addAsked(id);
  showQueued(id);
  client.files.fetch({ ids: [id], first: true, wait: false }).then(answered, () => {
    answered();
    invalidatePaper(id);
  });
}

/** Takes a paper's PDF out of the queue, or stops its download. */
export function cancelPdf(id: string): void {
  client.files.cancel({ ids: [id] }).catch(() => undefined);
}

function change(id: string, patch: Patch): void {
  const answered = addPending(id, patch);
  void mutate('papers.update', { id, patch }).then((answer) => {
    answered();
    if (!answer.ok) invalidatePaper(id);
  });
  showPatched(id, patch);
}
