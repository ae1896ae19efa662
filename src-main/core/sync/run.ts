import type { Sealer } from './keys/index.ts';
import { checkTarget, makeMarker, type TargetTrouble } from './marker.ts';
import { folderOf, MACHINES, numberOf, randomName, segmentName } from './names.ts';
import { decodeSegment, encodeSegment, type Segment } from './segment.ts';
import type { Applied, Loss, SyncMemory, SyncStore } from './sync-store.ts';
import type { SyncTarget, TargetReason } from './targets/index.ts';

/** What somebody decided after a run had stopped. */
export type Choice =
  /** Deletions of others are taken over, however many. */
  | 'delete'
  /** What others deleted stays here, and comes back there. */
  | 'keep'
  /** The emptied target is filled anew. */
  | 'refill'
  /** The other target is the one from now on. */
  | 'join';

/** What a run did. */
export type Report = {
  /** Documents that were sent. */
  readonly sent: number;
  /** Documents that changed here. */
  readonly changed: number;
  readonly merged: number;
  readonly losses: readonly Loss[];
  /** Own segments that became one. */
  readonly compacted: number;
  /** Segments of later versions, which wait. */
  readonly newer: number;
  /** Segments that cannot be read yet: half copied, or sealed with another key. */
  readonly unread: number;
};

export type RunResult =
  | ({ readonly ok: true } & Report)
  | { readonly ok: false; readonly reason: TargetReason | TargetTrouble }
  /** So many of the documents here would be deleted at once. */
  | { readonly ok: false; readonly reason: 'would-delete'; readonly documents: number };

export type RunParts = {
  readonly store: SyncStore;
  readonly target: SyncTarget;
  readonly sealer: Sealer;
  /** So many small segments of one machine become one. */
  readonly many?: number;
};

/** Documents of a segment. */
const BATCH = 1_000;
/** Deletions of others that are taken over without asking, whatever their share. */
const FEW = 10;
const SHARE = 0.1;
const MANY = 32;
/** Bytes of a segment that is small. */
const SMALL = 64 * 1024;

class Stopped extends Error {
  readonly result: RunResult & { ok: false };

  constructor(result: RunResult & { ok: false }) {
    super(result.reason);
    this.result = result;
  }
}

const NOTHING: Report = {
  sent: 0,
  changed: 0,
  merged: 0,
  losses: [],
  compacted: 0,
  newer: 0,
  unread: 0,
};

/**
 * Brings a library and a target in step, once: takes in what other machines wrote, then writes what
 * was made here. It may be stopped anywhere, and run again (SYNC-8). Two runs of one library must not
 * overlap.
 */
export async function syncOnce(parts: RunParts, choice?: Choice): Promise<RunResult> {
  try {
    return await new Run(parts, choice).all();
  } catch (error) {
    if (error instanceof Stopped) return error.result;
    throw error;
  }
}

class Run {
  readonly #parts: RunParts;
  readonly #choice: Choice | undefined;
  #memory!: SyncMemory;
  #report = NOTHING;
  #deleted = 0;
  #isFirst = false;

  constructor(parts: RunParts, choice: Choice | undefined) {
    this.#parts = parts;
    this.#choice = choice;
  }

  async all(): Promise<RunResult> {
    const { store, target } = this.#parts;
    this.#memory = await store.memory();
    await this.#meet();
    const files = must(await target.list(MACHINES));
    const bytes = new Map(files.map((file) => [file.name, file.bytes]));
    const names = files.map(({ name }) => name).filter((name) => folderOf(name) !== null);
    await this.#settle(new Set(names));
    await this.#takeIn(names);
    if (this.#isFirst) await this.#change({ begun: true });
    await this.#send();
    await this.#compact(bytes);
    return { ok: true, ...this.#report };
  }

  async #change(change: Partial<SyncMemory>): Promise<void> {
    this.#memory = { ...this.#memory, ...change };
    await this.#parts.store.remember(this.#memory);
  }

  /** Makes sure that the target is the one that is known. */
  async #meet(): Promise<void> {
    const { target, store } = this.#parts;
    const known = this.#choice === 'join' ? null : this.#memory.targetId;
    const newId = this.#memory.targetId ?? randomName();
    let found = await checkTarget(target, known, newId);
    if (!found.ok && found.reason === 'emptied' && this.#choice === 'refill')
      found = await makeMarker(target, newId);
    if (!found.ok) throw new Stopped(found);
    if (this.#memory.targetId !== found.id || this.#choice === 'refill') {
      await store.sendAll();
      const fresh = { folder: randomName(), last: 0, own: [], retired: [], planned: null };
      await this.#change({ targetId: found.id, ...fresh, begun: false });
    }
    this.#isFirst = !this.#memory.begun;
  }

  /** Compares what this machine wrote with what is there of it. */
  async #settle(there: ReadonlySet<string>): Promise<void> {
    const { folder, planned, retired } = this.#memory;
    let { own } = this.#memory;
    if (planned !== null && there.has(planned)) own = [...own, planned];
    const known = new Set([...own, ...retired]);
    const isCopy = [...there].some((name) => folderOf(name) === folder && !known.has(name));
    const isMissing = own.some((name) => !there.has(name));
    if (isMissing) await this.#parts.store.sendAll();
    // Somebody else writes under this machine's name: the library is a copy, or older than its target.
    if (isCopy)
      await this.#change({ folder: randomName(), last: 0, own: [], retired: [], planned: null });
    else await this.#change({ own: own.filter((name) => there.has(name)), planned: null });
  }

  async #takeIn(names: readonly string[]): Promise<void> {
    const { store } = this.#parts;
    const taken = new Set(await store.taken());
    const there = new Set(names);
    const gone = [...taken].filter((name) => !there.has(name));
    if (gone.length > 0) await store.noteTaken([], gone);
    const others = names.filter((name) => folderOf(name) !== this.#memory.folder);
    for (const name of others.sort((a, b) => numberOf(b) - numberOf(a)))
      if (!taken.has(name)) for (const one of await this.#takeSegment(name)) taken.add(one);
  }

  /** Takes a segment in; returns which need not be read any more. */
  async #takeSegment(name: string): Promise<readonly string[]> {
    const segment = await this.#readSegment(name);
    if (segment === null) return [];
    await this.#guard(segment);
    const { store } = this.#parts;
    const keep = this.#isFirst || this.#choice === 'keep';
    this.#note(await store.apply(segment.records, keep));
    const done = [name, ...segment.covers];
    await store.noteTaken(done, []);
    return done;
  }

  async #readSegment(name: string): Promise<Segment | null> {
    const { target, sealer } = this.#parts;
    const file = await target.read(name);
    // It was made one with others meanwhile.
    if (!file.ok && file.reason === 'missing') return null;
    const bytes = await sealer.open(must(file));
    const segment = bytes === null ? null : decodeSegment(bytes);
    if (segment?.ok) return segment;
    const key = segment?.reason === 'newer' ? 'newer' : 'unread';
    this.#report = { ...this.#report, [key]: this.#report[key] + 1 };
    return null;
  }

  async #guard({ records }: Segment): Promise<void> {
    if (this.#isFirst || this.#choice === 'keep' || this.#choice === 'delete') return;
    const { present, deleted } = await this.#parts.store.wouldDelete(records);
    const all = this.#deleted + deleted;
    const isMany = all > FEW && all > (present + this.#deleted) * SHARE;
    if (deleted > 0 && isMany)
      throw new Stopped({ ok: false, reason: 'would-delete', documents: all });
    this.#deleted = all;
  }

  #note({ changed, merged, losses }: Applied): void {
    const report = this.#report;
    this.#report = {
      ...report,
      changed: report.changed + changed,
      merged: report.merged + merged,
      losses: [...report.losses, ...losses],
    };
  }

  async #send(): Promise<void> {
    const { store } = this.#parts;
    for (;;) {
      const pending = await store.pending(BATCH);
      if (pending.records.length === 0) return;
      await this.#write({ records: pending.records, covers: [] });
      await store.sent(pending);
      this.#report = { ...this.#report, sent: this.#report.sent + pending.records.length };
    }
  }

  async #write(segment: Segment): Promise<void> {
    const { target, sealer } = this.#parts;
    const last = this.#memory.last + 1;
    const planned = segmentName(this.#memory.folder, last);
    await this.#change({ last, planned });
    must(await target.write(planned, await sealer.seal(encodeSegment(segment))));
    await this.#change({ own: [...this.#memory.own, planned], planned: null });
  }

  /** Many small segments become one; then the small ones go. */
  async #compact(bytes: ReadonlyMap<string, number>): Promise<void> {
    const { target, store } = this.#parts;
    for (const name of this.#memory.retired) must(await target.remove(name));
    if (this.#memory.retired.length > 0) await this.#change({ retired: [] });
    const small = this.#memory.own.filter((name) => (bytes.get(name) ?? SMALL) < SMALL);
    if (small.length < (this.#parts.many ?? MANY)) return;
    const records = await this.#keysOf(small);
    if (records === null) return;
    await this.#write({ records: await store.current(records), covers: small });
    const own = this.#memory.own.filter((name) => !small.includes(name));
    await this.#change({ own, retired: small });
    this.#report = { ...this.#report, compacted: small.length };
    for (const name of small) must(await target.remove(name));
    await this.#change({ retired: [] });
  }

  /** What own segments speak of; null where one cannot be read. */
  async #keysOf(names: readonly string[]) {
    const keys = new Map<string, Segment['records'][number]>();
    for (const name of names) {
      const segment = await this.#readSegment(name);
      if (segment === null) return null;
      for (const record of segment.records)
        keys.set(`${record.collection}|${record.document.id}`, record);
    }
    return [...keys.values()];
  }
}

function must<Value>(
  result: { ok: true; value: Value } | { ok: false; reason: TargetReason },
): Value {
  if (!result.ok) throw new Stopped(result);
  return result.value;
}
