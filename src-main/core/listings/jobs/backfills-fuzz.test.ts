import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Backfill, UpstreamReason } from '../../../../src-shared/contract/index.ts';
import { openSqliteConnection, type SqliteConnection } from '../../store/index.ts';
import { ManualClock } from '../clock.ts';
import { Backfills } from './backfills.ts';
import { addDays } from './calendar.ts';
import type { DayOutcome } from './day-sync.ts';
import { ListingsJournal } from './journal.ts';
import { Turns } from './turns.ts';

const NEVER_SKIPPED: UpstreamReason[] = ['offline', 'rate-limited', 'refused', 'not-json'];
const FIRST = '2026-01-01';

type Act =
  | { readonly kind: 'add'; readonly from: number; readonly length: number }
  | { readonly kind: 'pause' | 'resume' | 'cancel'; readonly which: number }
  | { readonly kind: 'wait'; readonly turns: number }
  | { readonly kind: 'hour' }
  | { readonly kind: 'restart' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    from: fc.nat(60),
    length: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ kind: fc.constantFrom('pause', 'resume', 'resume', 'cancel'), which: fc.nat(4) }),
  fc.record({ kind: fc.constant('wait' as const), turns: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constantFrom('hour', 'restart') }),
) as fc.Arbitrary<Act>;
/** What the upstream answers, request by request, over and over. */
const answers = fc.array(
  fc.constantFrom<UpstreamReason | 'ok' | 'throws'>(
    ...(['ok', 'ok', 'ok', 'bad-request', 'throws'] as const),
    ...NEVER_SKIPPED,
  ),
  { minLength: 1, maxLength: 20 },
);

let connection: SqliteConnection | undefined;
let names = 0;
afterEach(() => connection?.close());

/** Backfills that can be ended and begun anew over the same table. */
class Program {
  readonly clock = new ManualClock();
  /** Days that were stored, as often as they were. */
  readonly brought: string[] = [];
  backfills!: Backfills;
  #closing = new AbortController();
  #asked = 0;
  readonly #answers: readonly (UpstreamReason | 'ok' | 'throws')[];

  constructor(given: readonly (UpstreamReason | 'ok' | 'throws')[]) {
    this.#answers = [...given, 'ok'];
    this.open();
  }

  open(): void {
    this.#closing = new AbortController();
    this.backfills = new Backfills({
      ...{ journal: new ListingsJournal(connection!), clock: this.clock, turns: new Turns() },
      bring: (day, signal) => this.#bring(day, signal),
      onChange: () => {},
      onError: () => {},
    });
    this.backfills.start(this.#closing.signal);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.backfills.ended();
  }

  async #bring(date: string, signal: AbortSignal): Promise<DayOutcome> {
    const answer = this.#answers[this.#asked++ % this.#answers.length]!;
    await setImmediate();
    if (signal.aborted) return failed('cancelled');
    if (answer === 'throws') throw new Error('full');
    if (answer !== 'ok') return failed(answer);
    this.brought.push(date);
    return { ok: true, day: { date, papers: 2, new: 1, changed: 0 } };
  }
}

function failed(reason: UpstreamReason): DayOutcome {
  return { ok: false, failure: { reason, host: 'h', status: null, retryAt: null } };
}

async function carryOut(program: Program, step: Act): Promise<void> {
  const { backfills, clock } = program;
  if (step.kind === 'add') {
    const from = addDays(FIRST, step.from);
    backfills.add({ from, to: addDays(from, step.length - 1) });
  } else if (step.kind === 'restart') {
    await program.close();
    program.open();
  } else if (step.kind === 'hour') clock.advance(3_700_000);
  else if (step.kind === 'wait') for (let turn = 0; turn < step.turns; turn++) await setImmediate();
  else {
    const known = backfills.list()[step.which];
    if (known) backfills.steer(known.id, step.kind);
  }
}

const isOver = ({ state }: Backfill) => state === 'done' || state === 'cancelled';

async function finish(program: Program): Promise<Backfill[]> {
  for (let round = 0; round < 20_000; round++) {
    const open = program.backfills.list().filter((one) => !isOver(one));
    if (open.length === 0) return program.backfills.list();
    for (const { id, state } of open) {
      if (state === 'paused') program.backfills.steer(id, 'resume');
    }
    program.clock.advance(3_700_000);
    await setImmediate();
  }
  throw new Error(JSON.stringify(program.backfills.list()));
}

function daysOf({ from, total }: Backfill): string[] {
  return Array.from({ length: total }, (_, n) => addDays(from, n));
}

describe('[LIST-1] backfills, whatever is done to them', () => {
  it('[LIST-1] bring or name every day of each range, and count right', async () => {
    let days = 0;
    const property = fc.asyncProperty(
      fc.array(act, { maxLength: 25 }),
      answers,
      async (acts, given) => {
        connection?.close();
        connection = openSqliteConnection({
          directory: ':memory:',
          fileName: `backfills-${names++}`,
        });
        const program = new Program(given);
        for (const step of acts) await carryOut(program, step);
        for (const one of await finish(program)) {
          const skipped = one.skipped.map(({ date }) => date);
          expect(one.papers).toBe(2 * (one.done - skipped.length));
          expect(one.skipped.some(({ failure }) => NEVER_SKIPPED.includes(failure.reason))).toBe(
            false,
          );
          if (one.state === 'cancelled') continue;
          expect(one).toMatchObject({ done: one.total, next: null, failure: null });
          const seen = new Set([...program.brought, ...skipped]);
          expect(daysOf(one).filter((day) => !seen.has(day))).toEqual([]);
          days += one.total;
        }
        await program.close();
      },
    );
    await fc.assert(property, { seed: 5, numRuns: 1_000 });
    expect(days).toBeGreaterThan(3_000);
  });
});
