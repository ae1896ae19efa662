import { create } from 'zustand';
import { MAX_MANY } from '../../src-shared/contract/index.ts';
import { showToast } from '../app/toast.ts';
import { did } from '../app/undo.ts';
import type { Way } from '../app/undo-stack.ts';
import type { Sent } from '../client.ts';

/** An act on many papers that is under way; `stop` lets what was done stand. */
export type Progress = { readonly done: number; readonly total: number; readonly stop: () => void };

/** The act that is under way, or null. */
export const useProgress = create<{ readonly progress: Progress | null }>(() => ({
  progress: null,
}));

/** An act on papers: how a part of them is sent, and what is said when it was done to so many. */
export type ManyAct = {
  readonly send: (ids: string[]) => Sent;
  readonly done: (count: number) => string;
  /** Said of one paper, too; of one, most acts are seen in its row. */
  readonly spoken?: boolean;
  /** What was sent to make way for it, and is taken back with it. */
  readonly before?: Sent;
  readonly show?: (way: Way, sent: readonly Sent[], ids: readonly string[]) => void;
};

/**
 * Does an act to papers, in parts that the core takes, each after the one before it was
 * acknowledged; one undo takes all of them back. One part is sent in this turn. Resolves when the
 * last was sent.
 */
export async function actOn(ids: readonly string[], act: ManyAct): Promise<void> {
  if (ids.length === 0) return;
  const first = act.send(ids.slice(0, MAX_MANY));
  if (ids.length <= MAX_MANY) return finish(ids, [first.mutationId], act);
  const sent = await sendRest(ids, first, act);
  finish(ids.slice(0, sent.length * MAX_MANY), sent, act);
}

async function sendRest(ids: readonly string[], first: Sent, act: ManyAct): Promise<string[]> {
  const sent = [first.mutationId];
  let last = first;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
  };
  for (let start = MAX_MANY; start < ids.length && !stopped; start += MAX_MANY) {
    useProgress.setState({ progress: { done: start, total: ids.length, stop } });
    await last.answer;
    if (stopped) break;
    last = act.send(ids.slice(start, start + MAX_MANY));
    sent.push(last.mutationId);
  }
  useProgress.setState({ progress: null });
  return sent;
}

function finish(ids: readonly string[], sent: readonly string[], act: ManyAct): void {
  const title = act.done(ids.length);
  const { before, show } = act;
  const all = before ? [before.mutationId, ...sent] : sent;
  did(title, all, ids, show && ((way, again) => show(way, again, ids)));
  if (ids.length > 1 || act.spoken) showToast(title, 'undo');
}
