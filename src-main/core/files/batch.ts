/** What has been asked for since the queue was last empty, for a progress bar. */
export class Batch {
  readonly #asked = new Set<string>();
  readonly #done = new Set<string>();

  /** Adds papers; `isOver`, told of each paper that is not done, says whether a new batch begins. */
  ask(paperIds: readonly string[], isOver: (paperId: string) => boolean): void {
    if (this.open().every(isOver)) this.#clear();
    for (const id of paperIds) {
      this.#asked.add(id);
      this.#done.delete(id);
    }
  }

  done(paperId: string): void {
    if (this.#asked.has(paperId)) this.#done.add(paperId);
  }

  drop(paperIds: readonly string[]): void {
    for (const id of paperIds) {
      this.#asked.delete(id);
      this.#done.delete(id);
    }
  }

  /** Papers that are not done. */
  open(): string[] {
    return [...this.#asked].filter((id) => !this.#done.has(id));
  }

  counts(): { readonly done: number; readonly total: number } {
    return { done: this.#done.size, total: this.#asked.size };
  }

  #clear(): void {
    this.#asked.clear();
    this.#done.clear();
  }
}
