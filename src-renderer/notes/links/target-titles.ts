import { texText } from '../../ui/tex-text.ts';

/** Asks the core what links lead to; null where there is nothing. */
export type AskTargets = (
  targets: readonly string[],
) => Promise<readonly { readonly target: string; readonly title: string | null }[]>;

/** The core allows no more at once. */
const MOST_ASKED = 200;
const MOST_KEPT = 5_000;

/**
 * What the links of the notes in this window lead to. What was never asked about is asked in one
 * call for all that is drawn in a turn.
 */
export class TargetTitles {
  readonly #ask: AskTargets;
  readonly #titles = new Map<string, string | null>();
  readonly #listeners = new Set<() => void>();
  #wanted = new Set<string>();

  constructor(ask: AskTargets) {
    this.#ask = ask;
  }

  /** A target's title now, null where it leads nowhere; undefined until that is known. */
  titleOf(target: string): string | null | undefined {
    if (!this.#titles.has(target)) this.#want(target);
    return this.#titles.get(target);
  }

  /** Asks again about all that is known; what is shown stays until the answers come. */
  async refresh(): Promise<void> {
    await this.#fetch([...this.#titles.keys()]);
  }

  /** Calls `listener` when a title is another than before. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #want(target: string): void {
    if (this.#wanted.size === 0)
      queueMicrotask(() => {
        const targets = [...this.#wanted];
        this.#wanted = new Set();
        void this.#fetch(targets);
      });
    this.#wanted.add(target);
  }

  async #fetch(targets: readonly string[]): Promise<void> {
    let changed = false;
    if (this.#titles.size > MOST_KEPT) this.#titles.clear();
    for (let start = 0; start < targets.length; start += MOST_ASKED) {
      // What the core could not answer now is asked again when it is drawn again.
      const answer = await this.#ask(targets.slice(start, start + MOST_ASKED)).catch(() => []);
      for (const { target, title } of answer) {
        const shown = title === null ? null : texText(title);
        changed ||= this.#titles.get(target) !== shown;
        this.#titles.set(target, shown);
      }
    }
    if (changed) for (const listener of [...this.#listeners]) listener();
  }
}
