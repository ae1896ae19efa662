import type { SyncRecord } from '../record.ts';
import type { SyncTarget } from '../targets/index.ts';
import { MemoryTarget } from '../targets/index.ts';

/** Numbers from a seed, the same ones each time (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  is(share: number): boolean {
    return this.next() < share;
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

type Message = {
  readonly to: MemoryTarget;
  readonly name: string;
  readonly bytes: Uint8Array | null;
};

/**
 * A folder that some program carries to each machine in its own time: late, in any order, twice, and
 * half of a file before the whole. Each machine sees its own copy.
 */
export class CarriedFolder {
  readonly #copies: MemoryTarget[] = [];
  /** What was ever written, whole. */
  readonly #written = new Map<string, Uint8Array>();
  readonly #removed = new Set<string>();
  #messages: Message[] = [];
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** The folder as one more machine sees it: empty at first. */
  join(): SyncTarget {
    const copy = new MemoryTarget();
    for (const [name, bytes] of this.#written) this.#messages.push({ to: copy, name, bytes });
    this.#copies.push(copy);
    const tell = (name: string, bytes: Uint8Array | null): void => {
      if (bytes === null) this.#removed.add(name);
      for (const to of this.#copies) if (to !== copy) this.#messages.push({ to, name, bytes });
    };
    return {
      list: (folder) => copy.list(folder),
      read: (name) => copy.read(name),
      write: async (name, bytes) => {
        const written = await copy.write(name, bytes);
        if (written.ok) this.#written.set(name, bytes);
        if (written.ok) tell(name, bytes);
        return written;
      },
      remove: async (name) => {
        if (copy.files.has(name)) tell(name, null);
        return copy.remove(name);
      },
    };
  }

  /** Carries some of what is under way; all of it where `share` is 1. */
  carry(share: number): void {
    const [later, now]: [Message[], Message[]] = [[], []];
    for (const message of this.#messages) (this.#chance.is(1 - share) ? later : now).push(message);
    this.#messages = later;
    for (const message of this.#mixed(now)) {
      if (share < 1 && this.#chance.is(0.1)) this.#messages.push(message);
      this.#arrive(message, share === 1);
    }
  }

  /** All files that any copy has or will have. */
  *everything(): Generator<Uint8Array> {
    for (const { files } of this.#copies) yield* files.values();
    for (const { bytes } of this.#messages) if (bytes) yield bytes;
  }

  #arrive({ to, name, bytes }: Message, isLast: boolean): void {
    if (bytes === null || this.#removed.has(name)) to.files.delete(name);
    else if (!isLast && this.#chance.is(0.1)) {
      to.files.set(name, bytes.slice(0, this.#chance.below(bytes.length)));
      this.#messages.push({ to, name, bytes });
    } else to.files.set(name, bytes);
  }

  #mixed<T>(items: readonly T[]): T[] {
    const keyed = items.map((item) => [this.#chance.next(), item] as const);
    return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
  }
}

/** Thrown in the middle of a run, as if the machine lost its power there. */
export class PowerCut extends Error {}

/** The same object, which dies before or after its `calls`-th call. */
export function dyingAfter<T extends object>(
  whole: T,
  left: { calls: number },
  before: boolean,
): T {
  return new Proxy(whole, {
    get(target, name) {
      const member = Reflect.get(target, name, target) as unknown;
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        left.calls--;
        if (left.calls < 0 || (left.calls === 0 && before)) throw new PowerCut();
        const result = await (member as (...args: unknown[]) => unknown).apply(target, args);
        if (left.calls === 0) throw new PowerCut();
        return result;
      };
    },
  });
}

/** A machine's document by its key. */
export type Records = ReadonlyMap<string, SyncRecord>;
