import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JournalEntry, JournalStorage } from './journal-storage.ts';
import {
  type Acknowledged,
  inputNow,
  type Mutation,
  type MutationInput,
  type MutationKind,
  subjectOf,
} from './mutations.ts';

/** How an attempt to send ended: with the core's word, or without (`retry`). */
export type Delivery =
  | { readonly outcome: 'answered'; readonly answer: Acknowledged }
  | { readonly outcome: 'retry'; readonly diskFull?: boolean };

/**
 * How much of what the user did is not on disk: `pending` is on its way, `stuck` of it was tried
 * again and again without success, `failed` was given up. `diskFull`: the last attempt met a full disk.
 */
export type SaveState = {
  readonly pending: number;
  readonly stuck: number;
  readonly diskFull: boolean;
  readonly failed: number;
};

export type JournalOptions = {
  readonly storage: Promise<JournalStorage>;
  /** Hands a mutation to the core; may wait for a connection; never rejects. */
  readonly deliver: (mutation: Mutation) => Promise<Delivery>;
  readonly wait: (ms: number) => Promise<void>;
};

const RETRY_MS = 100;
const MAX_RETRY_MS = 30_000;
/** A core that restarts takes an attempt or two; from here on the user is told. */
const STUCK_AFTER = 4;
/**
 * An edit is given up only where the fault lies in it: it failed this often, while the core did this
 * many others. A core that does nothing at all, as on a full disk, loses nothing.
 */
const HOPELESS_AFTER = 12;
const OTHERS_DONE = 3;

type Job = {
  readonly entry: JournalEntry;
  readonly settle: (answer: Acknowledged) => void;
  /** Resolves when the entry was journaled, or cannot be. */
  readonly written: Promise<unknown>;
};

/**
 * Sends mutations in the turn in which they are made, and keeps each in the journal from that turn
 * on until the core has acknowledged it. What a former window left there is sent again by `start`,
 * before anything else of the same subject.
 */
export class Journal {
  readonly state: StoreApi<SaveState> = createStore(() => ({
    pending: 0,
    stuck: 0,
    diskFull: false,
    failed: 0,
  }));
  readonly #options: JournalOptions;
  readonly #lanes = new Map<string, Job[]>();
  readonly #early: Array<(library: string) => void> = [];
  #library: string | undefined;
  #lastTime = 0;
  #counter = 0;
  #done = 0;

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Takes a mutation; resolves with the core's word on it, however long that takes. */
  mutate<Kind extends MutationKind>(
    kind: Kind,
    input: MutationInput[Kind],
    mutationId: string = crypto.randomUUID(),
  ): Promise<Acknowledged> {
    const mutation = { mutationId, kind, input } as Mutation;
    this.#count({ pending: 1 });
    return new Promise((settle) => {
      const take = (library: string): void => this.#take({ ...mutation, library }, settle);
      if (this.#library === undefined) this.#early.push(take);
      else take(this.#library);
    });
  }

  /** Sends again what was left in the journal of a library, then lets new mutations through. */
  async start(library: string): Promise<void> {
    if (this.#library !== undefined) return;
    const storage = await this.#options.storage;
    const left = await storage.all(library).catch(() => []);
    this.#count({ pending: left.length });
    for (const kept of left) {
      const entry = { ...kept, input: inputNow(kept) };
      this.#lastTime = Math.max(this.#lastTime, Number.parseInt(entry.order, 10));
      this.#enqueue({ entry, settle: () => undefined, written: Promise.resolve() });
    }
    this.#library = library;
    for (const take of this.#early.splice(0)) take(library);
  }

  /** Counts a change that is not journaled, such as a setting of this machine, until it is done. */
  async hold<T>(change: Promise<T>): Promise<T> {
    this.#count({ pending: 1 });
    try {
      return await change;
    } finally {
      this.#count({ pending: -1 });
    }
  }

  /** Resolves when nothing is on its way any more. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      if (this.state.getState().pending === 0) return resolve();
      const stop = this.state.subscribe(({ pending }) => {
        if (pending > 0) return;
        stop();
        resolve();
      });
    });
  }

  /** Forgets the number of failures, once the user has read of them. */
  dismissFailures(): void {
    this.state.setState({ failed: 0 });
  }

  #take(mutation: Mutation & { library: string }, settle: Job['settle']): void {
    const entry: JournalEntry = { ...mutation, order: this.#nextOrder() };
    const written = this.#options.storage
      .then((storage) => storage.put(entry))
      .catch(() => undefined);
    this.#enqueue({ entry, settle, written });
  }

  #enqueue(job: Job): void {
    const subject = subjectOf(job.entry);
    const lane = this.#lanes.get(subject);
    if (lane) {
      lane.push(job);
      return;
    }
    this.#lanes.set(subject, [job]);
    void this.#drain(subject);
  }

  async #drain(subject: string): Promise<void> {
    const lane = this.#lanes.get(subject)!;
    while (lane[0]) {
      await this.#work(lane[0]);
      lane.shift();
    }
    this.#lanes.delete(subject);
  }

  async #work(job: Job): Promise<void> {
    const answer = await this.#send(job.entry);
    void this.#forget(job);
    if (answer.ok) this.#done++;
    this.#count({ pending: -1, failed: answer.ok ? 0 : 1 });
    job.settle(answer);
  }

  async #send({ mutationId, kind, input }: JournalEntry): Promise<Acknowledged> {
    const doneBefore = this.#done;
    for (let attempts = 1; ; attempts++) {
      const delivery = await this.#options.deliver({ mutationId, kind, input });
      const answered = delivery.outcome === 'answered';
      this.state.setState({ diskFull: !answered && delivery.diskFull === true });
      const hopeless = attempts >= HOPELESS_AFTER && this.#done - doneBefore >= OTHERS_DONE;
      if (answered || hopeless) {
        if (attempts > STUCK_AFTER) this.#count({ stuck: -1 });
        return answered ? delivery.answer : { ok: false, reason: 'core-failed' };
      }
      if (attempts === STUCK_AFTER) this.#count({ stuck: 1 });
      await this.#options.wait(Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** (attempts - 1)));
    }
  }

  async #forget({ entry, written }: Job): Promise<void> {
    await written;
    const storage = await this.#options.storage;
    // An entry that stays is sent again at the next start, which does nothing twice.
    await storage.delete(entry.order).catch(() => undefined);
  }

  #count({ pending = 0, stuck = 0, failed = 0 }: Partial<Omit<SaveState, 'diskFull'>>): void {
    this.state.setState((state) => ({
      pending: state.pending + pending,
      stuck: state.stuck + stuck,
      failed: state.failed + failed,
    }));
  }

  /** Later than all before, even where the machine's clock went back. */
  #nextOrder(): string {
    this.#lastTime = Math.max(this.#lastTime, Date.now());
    const time = String(this.#lastTime).padStart(15, '0');
    const count = String(this.#counter++).padStart(9, '0');
    return `${time}-${count}-${crypto.randomUUID().slice(0, 8)}`;
  }
}
