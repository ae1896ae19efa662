import { randomUUID } from 'node:crypto';
import type { CoreEvent, EventKind } from '../../../src-shared/contract/index.ts';

type Listener = (event: CoreEvent) => void;
type Pending = { ids: Set<string>; many: boolean };

/** More ids than this are announced as "many": asking again is cheaper than naming them. */
const MAX_IDS = 100;
/** One frame: changes that come together are told together. */
const COALESCE_MS = 16;
/** A subscriber that lags further behind is told to ask for everything again. */
const MAX_BACKLOG = 256;

/**
 * Counts revisions and tells subscribers that something changed. Events only announce; whoever wants
 * to know what is true asks. A revision is visible to queries before it is announced.
 */
export class EventHub {
  /** New at each start of the core, so that revisions of two runs are never compared. */
  readonly epoch: string = randomUUID();
  #revision = 0;
  #announced = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #pending = new Map<EventKind, Pending>();
  readonly #listeners = new Set<Listener>();
  readonly #allIdsOf: (ids: readonly string[]) => readonly string[];

  /** `allIdsOf` adds the other ids of the papers that are named: a list may know one by any of them. */
  constructor(allIdsOf: (ids: readonly string[]) => readonly string[] = (ids) => ids) {
    this.#allIdsOf = allIdsOf;
  }

  /** The revision of everything committed so far. */
  get revision(): number {
    return this.#revision;
  }

  /** Notes a committed change and returns its revision; subscribers hear of it within a frame. */
  changed(kind: EventKind, ids: readonly string[] | 'many'): number {
    this.#revision++;
    const pending = this.#pending.get(kind) ?? { ids: new Set(), many: false };
    if (ids === 'many') pending.many = true;
    else for (const id of ids) pending.ids.add(id);
    this.#pending.set(kind, pending);
    this.#timer ??= setTimeout(() => this.#announce(), COALESCE_MS);
    return this.#revision;
  }

  /** Calls `listener` for each event until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The events from now on, first a `hello` with the present revision; ends with `signal`. */
  async *stream(signal: AbortSignal | undefined): AsyncGenerator<CoreEvent, void, void> {
    const backlog: CoreEvent[] = [this.#event('hello', [], this.#announced)];
    let wake = (): void => {};
    const stop = this.listen((event) => {
      enqueue(backlog, event);
      wake();
    });
    const abort = (): void => wake();
    signal?.addEventListener('abort', abort);
    try {
      while (!signal?.aborted) {
        const next = backlog.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      signal?.removeEventListener('abort', abort);
      stop();
    }
  }

  /** Stops the timer; nothing is announced any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #announce(): void {
    this.#timer = undefined;
    for (const [kind, { ids, many }] of this.#pending) {
      const named = many || ids.size > MAX_IDS ? 'many' : this.#allOf([...ids]);
      const event = this.#event(kind, named, this.#announced);
      this.#announced = event.revision;
      for (const listener of this.#listeners) listener(event);
    }
    this.#pending.clear();
  }

  /** Where the read model cannot say, all that it says has to be asked again in any case. */
  #allOf(ids: readonly string[]): CoreEvent['ids'] {
    if (ids.length === 0) return [];
    try {
      return [...this.#allIdsOf(ids)];
    } catch {
      return 'many';
    }
  }

  #event(kind: EventKind, ids: CoreEvent['ids'], after: number): CoreEvent {
    const revision = kind === 'hello' ? this.#announced : this.#revision;
    return { epoch: this.epoch, after, revision, kind, ids };
  }
}

/** A gap in `after` is what tells a subscriber to ask for everything, so dropping is safe. */
function enqueue(backlog: CoreEvent[], event: CoreEvent): void {
  backlog.push(event);
  if (backlog.length > MAX_BACKLOG) backlog.splice(0, backlog.length - 1);
}
