/** More steps than anyone takes back. */
const MAX_STEPS = 500;

/** Done and undone edits of a session. An edit that is new forgets what was undone. */
export class UndoStack<Edit> {
  readonly #inverse: (edit: Edit) => Edit;
  readonly #again: (edit: Edit) => Edit;
  #done: Edit[] = [];
  #undone: Edit[] = [];

  /** `inverse` takes an edit back; `again` does one that was taken back. */
  constructor(inverse: (edit: Edit) => Edit, again: (edit: Edit) => Edit) {
    this.#inverse = inverse;
    this.#again = again;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Notes an edit that was just done. */
  push(edit: Edit): void {
    this.#done = [...this.#done, edit].slice(-MAX_STEPS);
    this.#undone = [];
  }

  /** Joins an edit that was just done to the last one, so that they are taken back together. */
  amend(join: (last: Edit) => Edit): void {
    this.#done = [...this.#done.slice(0, -1), ...this.#done.slice(-1).map(join)];
    this.#undone = [];
  }

  /** The edit to do now to take back the last one; undefined where there is none. */
  undo(): Edit | undefined {
    const edit = this.#done.pop();
    if (edit === undefined) return undefined;
    this.#undone.push(edit);
    return this.#inverse(edit);
  }

  /** The edit to do now to do again what was undone last; undefined where there is none. */
  redo(): Edit | undefined {
    const edit = this.#undone.pop();
    if (edit === undefined) return undefined;
    this.#done.push(edit);
    return this.#again(edit);
  }
}
