import type { Fields, Hlc, HybridClock } from '../../store/index.ts';
import { latestClock } from '../../store/index.ts';
import { countDeleted, isPresent, keyOf, mergeRecords } from '../merge-record.ts';
import type { Loss, SyncRecord } from '../record.ts';
import {
  type Keeping,
  NEVER_MET,
  type Pending,
  type SyncMemory,
  type SyncStore,
} from '../sync-store.ts';

type State = {
  readonly records: Map<string, SyncRecord>;
  readonly unsent: Map<string, SyncRecord>;
  readonly taken: Set<string>;
  /** Values that lost elsewhere, by their keys. */
  readonly learned: Set<string>;
  memory: SyncMemory;
};

/** A library in memory, for tests and simulations. */
export class MemorySyncStore implements SyncStore {
  readonly #clock: HybridClock;
  readonly #state: State;

  constructor(clock: HybridClock, state?: State) {
    this.#clock = clock;
    this.#state = state ?? {
      ...{ records: new Map(), unsent: new Map(), taken: new Set(), learned: new Set() },
      memory: NEVER_MET,
    };
  }

  /** The same library as it is now, as a backup or a copy of its folder has it. */
  copy(clock: HybridClock): MemorySyncStore {
    const { records, unsent, taken, learned, memory } = this.#state;
    return new MemorySyncStore(clock, {
      ...{ records: new Map(records), unsent: new Map(unsent), taken: new Set(taken), memory },
      learned: new Set(learned),
    });
  }

  /** Lets the clock go on after everything that stands here. */
  follow(): void {
    for (const { document } of this.#state.records.values())
      if (document.fields) this.#clock.observe(latestClock(document.fields as Fields));
  }

  /** All documents, by collection and id. */
  get records(): ReadonlyMap<string, SyncRecord> {
    return this.#state.records;
  }

  /** Writes what the user did here. */
  write({ collection, document }: SyncRecord): void {
    const record = { collection, document: { ...document, by: '' } };
    this.#put(record);
    this.#state.unsent.set(keyOf(record), record);
  }

  async memory() {
    return this.#state.memory;
  }

  async remember(memory: SyncMemory) {
    this.#state.memory = memory;
  }

  async taken() {
    return this.#state.taken;
  }

  async noteTaken(names: readonly string[], gone: readonly string[]) {
    for (const name of names) this.#state.taken.add(name);
    for (const name of gone) this.#state.taken.delete(name);
  }

  async pending(limit: number): Promise<Pending> {
    const records = [...this.#state.unsent.values()].slice(0, limit);
    return { isAll: this.#state.unsent.size <= limit, records, losses: [], mark: null };
  }

  async sent({ records }: Pending) {
    for (const record of records) {
      const key = keyOf(record);
      if (this.#state.unsent.get(key) === record) this.#state.unsent.delete(key);
    }
  }

  async sendAll() {
    for (const [key, record] of this.#state.records) this.#state.unsent.set(key, record);
  }

  async sendAgain() {
    await this.sendAll();
  }

  async apply(records: readonly SyncRecord[], keep: Keeping) {
    const keeps = (record: SyncRecord): boolean =>
      keep === 'all' || this.#state.unsent.has(keyOf(record));
    const next = (): Hlc => this.#clock.next();
    const merged = mergeRecords(records, this.#here, keep === false ? null : { keeps, next });
    for (const record of merged.documents) this.#put(record);
    for (const record of merged.kept) this.#state.unsent.set(keyOf(record), record);
    return merged;
  }

  async learn(losses: readonly Loss[]) {
    const news = losses.filter((loss) => !this.#state.learned.has(nameOf(loss)));
    for (const loss of news) this.#state.learned.add(nameOf(loss));
    return news;
  }

  async current(records: readonly SyncRecord[]) {
    return records.flatMap((record) => this.#state.records.get(keyOf(record)) ?? []);
  }

  async wouldDelete(records: readonly SyncRecord[]) {
    return countDeleted(records, this.#here);
  }

  async present() {
    return [...this.#state.records.values()].filter(({ document }) => isPresent(document)).length;
  }

  #here = (record: SyncRecord) => this.#state.records.get(keyOf(record))?.document;

  #put(record: SyncRecord): void {
    this.#state.records.set(keyOf(record), record);
    const { fields } = record.document;
    if (fields) this.#clock.observe(latestClock(fields as Fields));
    // What was not sent goes as it is now, with what came in between.
    const key = keyOf(record);
    if (this.#state.unsent.has(key)) this.#state.unsent.set(key, record);
  }
}

const nameOf = ({ collection, id, field, clock }: Loss): string =>
  [collection, id, field, clock].join('|');
