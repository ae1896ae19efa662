import type { MachineSettings } from '../../../src-shared/contract/index.ts';
import type { Files } from './types.ts';

/** What the policies ask of the library; ids are papers'. */
export type PolicyLibrary = {
  /** Papers without a PDF that the settings want, page by page; others get their turn in between. */
  missing(settings: MachineSettings): AsyncIterable<readonly string[]>;
  /** Those of the papers that the settings want and that have no PDF. */
  missingOf(settings: MachineSettings, paperIds: readonly string[]): Promise<readonly string[]>;
};

/** What the policies work with. */
export type PoliciesOptions = {
  readonly files: Pick<Files, 'offer'>;
  readonly settings: () => MachineSettings;
  readonly library: PolicyLibrary;
  /** PDFs for which the quota and the disk have room now. */
  readonly room: () => Promise<number>;
  readonly onError: (error: unknown) => void;
  /** Milliseconds to gather changes before looking at them. */
  readonly delayMs?: number;
};

const DELAY_MS = 400;

/**
 * Puts PDFs into the queue by themselves (FILE-1): of papers that are opened, starred or collected,
 * and of the last days. Whatever was starred before, or comes by sync, is found by looking again.
 */
export class Policies {
  readonly #options: PoliciesOptions;
  #changed: Set<string> | 'many' = new Set();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStarted = false;
  /** A start is when to try again what failed for a reason that passes. */
  #isFirst = true;
  #isClosed = false;

  constructor(options: PoliciesOptions) {
    this.#options = options;
  }

  /** Looks at the whole library once, and at what changes from then on. */
  start(): void {
    this.#isStarted = true;
    this.look('many');
  }

  /** Has papers looked at soon, or with `many` all of them. */
  look(paperIds: readonly string[] | 'many'): void {
    if (paperIds === 'many') this.#changed = 'many';
    else if (this.#changed !== 'many') for (const id of paperIds) this.#changed.add(id);
    if (!this.#isStarted || this.#isClosed || !this.#isPending()) return;
    const wait = this.#options.delayMs ?? DELAY_MS;
    this.#timer ??= setTimeout(() => this.#run(), wait).unref();
  }

  /** The user opened papers; what was evicted for room comes back. */
  async opened(paperIds: readonly string[]): Promise<void> {
    if (this.#isClosed || paperIds.length === 0 || !this.#options.settings().pdfWhenOpened) return;
    const offer = { first: true, by: 'user', most: paperIds.length } as const;
    try {
      await this.#options.files.offer(paperIds, offer);
    } catch (error) {
      this.#options.onError(error);
    }
  }

  /** Resolves when what is being looked at is done; nothing is put into the queue any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #isPending(): boolean {
    return this.#changed === 'many' || this.#changed.size > 0;
  }

  #run(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    this.#running = this.#look(changed)
      .catch((error) => this.#options.onError(error))
      .finally(() => {
        this.#timer = undefined;
        this.look([]);
      });
  }

  async #look(changed: ReadonlySet<string> | 'many'): Promise<void> {
    const { settings, library } = this.#options;
    const rules = settings();
    if (!rules.pdfWhenStarred && rules.pdfOfLastDays === null) return;
    if (changed !== 'many') await this.#offer(await library.missingOf(rules, [...changed]));
    else await this.#sweep(rules);
    this.#isFirst = false;
  }

  async #sweep(rules: MachineSettings): Promise<void> {
    for await (const page of this.#options.library.missing(rules)) {
      if (this.#isClosed || !(await this.#offer(page))) return;
    }
  }

  /** False where there is no room for any. */
  async #offer(paperIds: readonly string[]): Promise<boolean> {
    const most = await this.#options.room();
    if (most < 1) return false;
    const again = this.#isFirst;
    await this.#options.files.offer(paperIds, { first: false, by: 'policy', most, again });
    return true;
  }
}
