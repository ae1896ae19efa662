import type { Sent } from '../client.ts';

/** Which way an act is gone through again. */
export type Way = 'undo' | 'redo';

/**
 * What was done: `title` names it, such as "Star"; `mutationIds` did it, in this order; `subjects`
 * are the ids of what it was done to. `show` hears when it is taken back or done again, for what
 * the window shows before the core's event does.
 */
export type Done = {
  readonly title: string;
  readonly mutationIds: readonly string[];
  readonly subjects: readonly string[];
  readonly show?: ((way: Way, sent: readonly Sent[]) => void) | undefined;
};

/** How an act was gone through again; `whole` resolves to whether the core knew all of it. */
export type Retraced = { readonly title: string; readonly whole: Promise<boolean> };

/** Far more than anyone takes back. */
const MAX_STEPS = 500;
/** Most mutations of one undo, as the contract has it. */
const MAX_AT_ONCE = 200;

/** The acts of this window, to be taken back and done again in their order (LIB-3). */
export class UndoStack {
  readonly #takeBack: (mutationIds: string[]) => Sent;
  #done: Done[] = [];
  #undone: Done[] = [];

  /** `takeBack` asks the core to undo mutations, at most 200 of them. */
  constructor(takeBack: (mutationIds: string[]) => Sent) {
    this.#takeBack = takeBack;
  }

  /** The title of what `undo` or `redo` would do; null where there is nothing. */
  next(way: Way): string | null {
    return (way === 'undo' ? this.#done : this.#undone).at(-1)?.title ?? null;
  }

  /** Notes an act; what was undone before it cannot be done again. */
  did(done: Done): void {
    this.#undone = [];
    this.#done = [...this.#done, done].slice(-MAX_STEPS);
  }

  /** Takes the last act back, or does what was last undone again. */
  retrace(way: Way): Retraced | undefined {
    const act = (way === 'undo' ? this.#done : this.#undone).pop();
    if (!act) return undefined;
    const sent = this.#send(act.mutationIds);
    act.show?.(way, sent);
    const mutationIds = sent.map(({ mutationId }) => mutationId);
    (way === 'undo' ? this.#undone : this.#done).push({ ...act, mutationIds });
    return { title: act.title, whole: wholeOf(sent) };
  }

  /** Forgets the acts on things that are gone for ever: taking one back would bring them back. */
  forgetActsOn(ids: readonly string[]): void {
    const gone = new Set(ids);
    const stays = ({ subjects }: Done): boolean => !subjects.some((id) => gone.has(id));
    this.#done = this.#done.filter(stays);
    this.#undone = this.#undone.filter(stays);
  }

  /** The last first, as each may build on those before it. */
  #send(mutationIds: readonly string[]): Sent[] {
    const sent: Sent[] = [];
    for (let end = mutationIds.length; end > 0; end -= MAX_AT_ONCE)
      sent.push(this.#takeBack(mutationIds.slice(Math.max(0, end - MAX_AT_ONCE), end)));
    return sent;
  }
}

async function wholeOf(sent: readonly Sent[]): Promise<boolean> {
  const answers = await Promise.all(sent.map(({ answer }) => answer));
  return answers.every((answer) => answer.ok && answer.unknown !== true);
}
