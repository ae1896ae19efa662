import type { Sealer } from './keys/index.ts';
import { segmentName } from './names.ts';
import { must, Stopped } from './report.ts';
import { decodeSegment, encodeSegment, type Segment, type SegmentResult } from './segment.ts';
import type { SyncMemory, SyncStore } from './sync-store.ts';
import type { SyncTarget } from './targets/index.ts';

/** What a run works with. */
export type RunParts = {
  readonly store: SyncStore;
  readonly target: SyncTarget;
  readonly sealer: Sealer;
  /** This machine's id. */
  readonly device: string;
  /** Milliseconds since the epoch; the system's when left out. */
  readonly now?: () => number;
  /** So many small segments of one machine become one. */
  readonly many?: number;
  /** Ends the run between two of its steps. */
  readonly signal?: AbortSignal;
};

/** What a segment is to hold. */
export type Writing = Pick<Segment, 'records'> & Partial<Omit<Segment, 'writer'>>;

/** What one run knows of a target, and how it reads and writes there. */
export class Link {
  readonly parts: RunParts;
  memory: SyncMemory;

  constructor(parts: RunParts, memory: SyncMemory) {
    this.parts = parts;
    this.memory = memory;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return (this.parts.now ?? Date.now)();
  }

  /** Remembers something else of the target; durable when it resolves. */
  async change(change: Partial<SyncMemory>): Promise<void> {
    this.memory = { ...this.memory, ...change };
    await this.parts.store.remember(this.memory);
  }

  /** Ends the run where it was asked to. */
  goOn(): void {
    if (this.parts.signal?.aborted) throw new Stopped({ ok: false, reason: 'stopped' });
  }

  /** A segment; null where it is there no more: others made it one with others meanwhile. */
  async read(name: string): Promise<SegmentResult | null> {
    this.goOn();
    const file = await this.parts.target.read(name);
    if (!file.ok && file.reason === 'missing') return null;
    const bytes = await this.parts.sealer.open(must(file));
    return bytes === null ? { ok: false, reason: 'damaged' } : decodeSegment(bytes);
  }

  /** Writes the next segment of this machine's. */
  async write({ records, ...more }: Writing): Promise<void> {
    this.goOn();
    const { target, sealer, device } = this.parts;
    const last = this.memory.last + 1;
    const planned = segmentName(this.memory.folder, last);
    await this.change({ last, planned });
    const writer = { device, at: this.now() };
    const told = { covers: [], merges: [], losses: [], ...more };
    const bytes = await encodeSegment({ records, writer, ...told });
    must(await target.write(planned, await sealer.seal(bytes)));
    await this.change({ own: [...this.memory.own, planned], planned: null, lastAt: writer.at });
  }
}
