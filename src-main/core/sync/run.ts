import { compact, removeRetired } from './compaction.ts';
import { plain } from './keys/index.ts';
import { Link, type RunParts } from './link.ts';
import { checkTarget, makeMarker } from './marker.ts';
import { isDeletion } from './merge-record.ts';
import { folderOf, MACHINES, numberOf, randomName } from './names.ts';
import {
  type Choice,
  must,
  NOTHING,
  type Report,
  type RunResult,
  Stopped,
  withApplied,
} from './report.ts';
import type { Segment, SegmentResult } from './segment.ts';
import { type Applied, type Keeping, UNWRITTEN } from './sync-store.ts';

/** Documents of a segment. */
const BATCH = 500;
/** Segments that are on their way while one is taken in. */
const AHEAD = 3;
/** Deletions of others that are taken over without asking, whatever their share. */
const FEW = 10;
const SHARE = 0.1;
/** A machine that has nothing to say lets itself be seen this often. */
const SILENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Brings a library and a target in step, once: takes in what other machines wrote, then writes what
 * was made here. It may be stopped anywhere, and run again (SYNC-8). Two runs of one library must not
 * overlap.
 */
export async function syncOnce(parts: RunParts, choice?: Choice): Promise<RunResult> {
  const run = new Run(new Link(parts, await parts.store.memory()), choice);
  try {
    return { ok: true, ...(await run.all()) };
  } catch (error) {
    if (error instanceof Stopped) return { ...error.failure, report: run.report };
    throw error;
  }
}

/** A segment that could be read. */
type Named = { readonly name: string; readonly segment: Segment };

class Run {
  readonly #link: Link;
  readonly #choice: Choice | undefined;
  #report = NOTHING;
  #deleting: readonly Named[] = [];
  #isFirst = false;

  constructor(link: Link, choice: Choice | undefined) {
    this.#link = link;
    this.#choice = choice;
  }

  /** What was done so far. */
  get report(): Report {
    return this.#report;
  }

  async all(): Promise<Report> {
    const { target } = this.#link.parts;
    await this.#meet();
    const files = must(await target.list(MACHINES));
    const bytes = new Map(files.map((file) => [file.name, file.bytes]));
    const names = files.map(({ name }) => name).filter((name) => folderOf(name) !== null);
    await this.#settle(new Set(names));
    const former = this.#choice === 'repair' ? await this.#beginRepair() : [];
    await this.#takeIn(names);
    if (this.#isFirst) await this.#link.change({ begun: true });
    await this.#send();
    await this.#endRepair(former);
    const compacted = await compact(this.#link, bytes);
    return { ...this.#report, compacted };
  }

  /** Makes sure that the target is the one that is known. */
  async #meet(): Promise<void> {
    const { target, store, sealer } = this.#link.parts;
    const { targetId } = this.#link.memory;
    const known = this.#choice === 'join' ? null : targetId;
    const fresh = { id: targetId ?? randomName(), isSealed: sealer !== plain };
    let found = await checkTarget(target, known, fresh);
    if (!found.ok && found.reason === 'emptied' && this.#choice === 'refill')
      found = await makeMarker(target, fresh);
    if (!found.ok) throw new Stopped(found);
    // Its keys are on their way, or gone: it must not become one in plain text.
    if (found.isSealed && sealer === plain) throw new Stopped({ ok: false, reason: 'key-missing' });
    if (targetId !== found.id || this.#choice === 'refill') {
      await store.sendAll();
      const unwritten = { ...UNWRITTEN, folder: randomName() };
      await this.#link.change({ ...unwritten, targetId: found.id, begun: false });
    }
    this.#isFirst = !this.#link.memory.begun;
    await this.#noteSealing(sealer !== plain);
  }

  /** What was written before there were keys is written again: the others cannot read it, and anyone can. */
  async #noteSealing(isSealed: boolean): Promise<void> {
    const { own, planned, retired, ...known } = this.#link.memory;
    if (known.isSealed === isSealed) return;
    if (known.isSealed !== false) return this.#link.change({ isSealed });
    await this.#link.parts.store.sendAgain();
    const former = [...retired, ...own, ...(planned === null ? [] : [planned])];
    const none = { own: [], planned: null, settled: 0 };
    await this.#link.change({ ...none, retired: former, isSealed });
  }

  /** Compares what this machine wrote with what is there of it. */
  async #settle(there: ReadonlySet<string>): Promise<void> {
    const { folder, planned, retired } = this.#link.memory;
    let { own } = this.#link.memory;
    if (planned !== null && there.has(planned)) own = [...own, planned];
    const known = new Set([...own, ...retired]);
    const isCopy = [...there].some((name) => folderOf(name) === folder && !known.has(name));
    const isMissing = own.some((name) => !there.has(name));
    if (isMissing) await this.#link.parts.store.sendAgain();
    // Somebody else writes under this machine's name: the library is a copy, or older than its target.
    if (isCopy) await this.#link.change({ ...UNWRITTEN, folder: randomName() });
    else await this.#link.change({ own: own.filter((name) => there.has(name)), planned: null });
  }

  /** Everything is to be read and sent again; returns the own segments that will be of no use then. */
  async #beginRepair(): Promise<readonly string[]> {
    const { store } = this.#link.parts;
    await store.noteTaken([], [...(await store.taken())]);
    await store.sendAgain();
    return this.#link.memory.own;
  }

  async #endRepair(former: readonly string[]): Promise<void> {
    if (former.length === 0) return;
    const { memory } = this.#link;
    const own = memory.own.filter((name) => !former.includes(name));
    const retired = [...memory.retired, ...former];
    await this.#link.change({ own, retired, settled: own.length });
    await removeRetired(this.#link);
  }

  async #takeIn(names: readonly string[]): Promise<void> {
    const { store } = this.#link.parts;
    const taken = new Set(await store.taken());
    const there = new Set(names);
    const gone = [...taken].filter((name) => !there.has(name));
    if (gone.length > 0) await store.noteTaken([], gone);
    const others = names
      .filter((name) => folderOf(name) !== this.#link.memory.folder && !taken.has(name))
      .sort((a, b) => numberOf(b) - numberOf(a));
    const reads = new Map<string, Promise<SegmentResult | null>>();
    for (const [index, name] of others.entries()) {
      for (const next of others.slice(index, index + AHEAD))
        if (!taken.has(next) && !reads.has(next)) reads.set(next, this.#begin(next));
      if (taken.has(name)) continue;
      for (const one of await this.#takeSegment(name, await reads.get(name)!)) taken.add(one);
      reads.delete(name);
    }
    await this.#takeDeletions();
  }

  /** Begins to read; whoever waits for it learns what failed. */
  #begin(name: string): Promise<SegmentResult | null> {
    const reading = this.#link.read(name);
    reading.catch(() => undefined);
    return reading;
  }

  /** Takes a segment in; returns which need not be read any more. */
  async #takeSegment(name: string, segment: SegmentResult | null): Promise<readonly string[]> {
    if (segment === null) return [];
    if (!segment.ok) {
      const key = segment.reason === 'newer' ? 'newer' : 'unread';
      this.#report = { ...this.#report, [key]: this.#report[key] + 1 };
      return [];
    }
    if (await this.#isGuarded(segment)) {
      this.#deleting = [...this.#deleting, { name, segment }];
      return [name, ...segment.covers];
    }
    return this.#apply({ name, segment });
  }

  /** What would delete waits until all of it is known: taken in parts, each could be few enough. */
  async #isGuarded({ records }: Segment): Promise<boolean> {
    if (this.#keeping() || this.#choice === 'delete') return false;
    const deletions = records.filter(isDeletion);
    return deletions.length > 0 && (await this.#link.parts.store.wouldDelete(deletions)) > 0;
  }

  /** Takes in what deletes, or none of it where that is more than is taken over unasked. */
  async #takeDeletions(): Promise<void> {
    const { store } = this.#link.parts;
    const records = this.#deleting.flatMap(({ segment }) => segment.records.filter(isDeletion));
    if (records.length === 0) return;
    const documents = await store.wouldDelete(records);
    if (documents > FEW && documents > (await store.present()) * SHARE) {
      // What was made here need not wait for the answer.
      await this.#send();
      throw new Stopped({ ok: false, reason: 'would-delete', documents });
    }
    for (const one of this.#deleting) await this.#apply(one);
  }

  async #apply({ name, segment }: Named): Promise<readonly string[]> {
    const { store } = this.#link.parts;
    const applied = await store.apply(segment.records, this.#keeping());
    this.#report = withApplied(this.#report, await this.#withTold(applied, segment));
    this.#see(segment);
    const done = [name, ...segment.covers];
    await store.noteTaken(done, []);
    return done;
  }

  #keeping(): Keeping {
    if (this.#choice === 'keep') return 'all';
    return this.#isFirst || this.#choice === 'repair' ? 'unsent' : false;
  }

  /** What was merged here, and what the writer had merged before without this machine. */
  async #withTold(applied: Applied, { merges, losses }: Segment): Promise<Applied> {
    const here = new Set(applied.merges.map(({ collection, id }) => `${collection}|${id}`));
    const others = merges.filter(({ collection, id }) => !here.has(`${collection}|${id}`));
    const learned = await this.#link.parts.store.learn(losses);
    return {
      ...applied,
      merges: [...applied.merges, ...(applied.changed > 0 ? others : [])],
      losses: [...applied.losses, ...learned],
    };
  }

  #see({ writer: { device, at } }: Segment): void {
    const writers = new Map(this.#report.writers);
    writers.set(device, Math.max(at, writers.get(device) ?? 0));
    this.#report = { ...this.#report, writers };
  }

  async #send(): Promise<void> {
    const { store } = this.#link.parts;
    let merges = this.#report.merges;
    for (;;) {
      const pending = await store.pending(BATCH);
      const { records, losses } = pending;
      if (records.length > 0) {
        await this.#link.write({ records, losses, merges });
        merges = [];
      }
      // What needs no word any more is forgotten too: else it would keep back what stands behind it.
      await store.sent(pending);
      this.#report = { ...this.#report, sent: this.#report.sent + records.length };
      // What comes meanwhile is the next run's: else one who goes on writing would let none end.
      if (pending.isAll) break;
    }
    if (this.#link.now() - this.#link.memory.lastAt > SILENCE_MS)
      await this.#link.write({ records: [] });
  }
}
