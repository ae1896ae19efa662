import { createStore } from 'zustand/vanilla';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { againOf, applyEdit, changeOf, type Edit, inverseOf, type MarkFields } from './edits.ts';
import { UndoStack } from './undo-stack.ts';

/** Sends an edit in this turn; resolves when the core's answer is visible in what is asked of it. */
export type SendEdit = (edit: Edit) => Promise<void>;

/** Edits that are on their way, over what the core last said. */
export type MarkState = {
  readonly pending: readonly Edit[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
};

/**
 * The marks of one paper as the user works on them: each edit is shown at once, sent in the same
 * turn, and taken from the layer of pending edits when the core's own answer shows it.
 */
export class MarkSession {
  readonly state = createStore<MarkState>(() => ({ pending: [], canUndo: false, canRedo: false }));
  readonly #send: SendEdit;
  readonly #stack = new UndoStack<Edit>(inverseOf, againOf);

  /** The last edit, while nothing was taken back since. */
  #last: Edit | undefined;

  constructor(send: SendEdit) {
    this.#send = send;
  }

  create(annotation: Annotation): void {
    this.#do({ kind: 'create', annotation });
  }

  remove(annotation: Annotation): void {
    this.#do({ kind: 'delete', annotation });
  }

  /** Changes what is named and differs; whether anything did. */
  change(mark: Annotation, wanted: MarkFields): boolean {
    const edit = changeOf(mark, wanted);
    if (edit) this.#do(edit);
    return edit !== undefined;
  }

  /** Changes as `change` does, as a part of the last edit where that changed the same of the mark. */
  amend(mark: Annotation, wanted: MarkFields): boolean {
    const edit = changeOf(mark, wanted);
    const last = this.#last;
    if (edit?.kind !== 'change') return false;
    if (last?.kind !== 'change' || !isSameChange(last, edit)) return this.change(mark, wanted);
    const joined = { ...edit, from: last.from };
    this.#last = joined;
    this.#stack.amend(() => joined);
    this.#perform(edit);
    return true;
  }

  /** Takes the last edit back; answers what was done for it. */
  undo(): Edit | undefined {
    this.#last = undefined;
    return this.#perform(this.#stack.undo());
  }

  /** Does again what was taken back last. */
  redo(): Edit | undefined {
    this.#last = undefined;
    return this.#perform(this.#stack.redo());
  }

  #do(edit: Edit): void {
    this.#last = edit;
    this.#stack.push(edit);
    this.#perform(edit);
  }

  #perform(wanted: Edit | undefined): Edit | undefined {
    // Doing an edit again is another edit on its way, so each has an object of its own.
    const edit = wanted && { ...wanted };
    const { canUndo, canRedo } = this.#stack;
    const { pending } = this.state.getState();
    this.state.setState({ pending: edit ? [...pending, edit] : pending, canUndo, canRedo });
    if (edit) void this.#send(edit).finally(() => this.#settle(edit));
    return edit;
  }

  #settle(edit: Edit): void {
    this.state.setState(({ pending }) => ({ pending: pending.filter((other) => other !== edit) }));
  }
}

type Change = Extract<Edit, { kind: 'change' }>;

const isSameChange = (a: Change, b: Change): boolean =>
  a.id === b.id && Object.keys(a.to).join() === Object.keys(b.to).join();

/** The marks to show: what the core last said, with the edits that are on their way. */
export function withPending(
  stored: readonly Annotation[],
  pending: readonly Edit[],
): readonly Annotation[] {
  return pending.reduce(applyEdit, stored);
}
