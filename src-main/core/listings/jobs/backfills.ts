import { randomUUID } from 'node:crypto';
import type {
  Backfill,
  BackfillResult,
  UpstreamFailure,
  UpstreamReason,
} from '../../../../src-shared/contract/index.ts';
import type { Clock } from '../clock.ts';
import { addDays, countDays, dayOf, FIRST_LISTING } from './calendar.ts';
import type { DayOutcome } from './day-sync.ts';
import type { ListingsJournal } from './journal.ts';
import { waitFor } from './timing.ts';
import type { Turns } from './turns.ts';

/** What backfills work with. */
export type BackfillsOptions = {
  readonly journal: ListingsJournal;
  readonly clock: Clock;
  readonly turns: Turns;
  /** Fetches a day and stores it. Throws where it cannot be stored. */
  readonly bring: (day: string, signal: AbortSignal) => Promise<DayOutcome>;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
};

/** What a user can do with a backfill. */
export type BackfillAct = 'pause' | 'resume' | 'cancel' | 'dismiss';

/** Backfills that are over and still shown. */
const SHOWN_OVER = 10;
const FIRST_WAIT_MS = 5 * 60 * 1000;
const LONGEST_WAIT_MS = 60 * 60 * 1000;
/** Tries of one day that its upstream cannot answer, some two hours; then the next is asked for. */
const MOST_TRIES = 6;
/** The day itself is refused: the next one may be answered. */
const OF_THE_DAY: readonly UpstreamReason[] = [
  'bad-request',
  'not-found',
  'bad-shape',
  'too-large',
];
/** May be of the day, or of the upstream as a whole. */
const OF_EITHER: readonly UpstreamReason[] = ['server-error', 'timeout'];

const isOver = ({ state }: Backfill): boolean => state === 'done' || state === 'cancelled';
const isUnderWay = ({ state, next }: Backfill): boolean =>
  next !== null && (state === 'running' || state === 'waiting');

/**
 * Brings ranges of days in the background, one after the other, each from its newest day on. What was
 * brought is remembered after each day, so nothing that ends the program costs more than the day
 * under way. Only `start` makes them go on.
 */
export class Backfills {
  readonly #options: BackfillsOptions;
  readonly #kept: Backfill[];
  #running: Promise<void> | undefined;
  /** The day under way, to be ended when nobody wants it any more. */
  #step: { readonly id: string; readonly abort: AbortController } | undefined;
  /** Ends a rest. */
  #alarm = new AbortController();
  #tries = 0;

  constructor(options: BackfillsOptions) {
    this.#options = options;
    this.#kept = options.journal.backfills();
  }

  /** Those that are not over, and the last ten that are, newest first. */
  list(): Backfill[] {
    const current = this.#current();
    const shown = this.#kept.map((one) =>
      one !== current && isUnderWay(one) ? { ...one, state: 'queued' as const } : one,
    );
    return shown.toReversed();
  }

  /**
   * Begins to bring a range. Days that are yet to come, or before the first listing, are left out. Where
   * the same range is being brought, or was paused, that one goes on.
   */
  add(range: { readonly from: string; readonly to: string }): BackfillResult {
    const today = dayOf(this.#options.clock.now());
    const from = range.from < FIRST_LISTING ? FIRST_LISTING : range.from;
    const to = range.to > today ? today : range.to;
    if (range.to < range.from || to < from) return { ok: false, reason: 'bad-range' };
    const same = this.#kept.find((one) => !isOver(one) && one.from === from && one.to === to);
    if (same) return this.steer(same.id, 'resume');
    const backfill: Backfill = {
      ...{ id: randomUUID(), from, to, state: 'running', next: to, total: countDays(from, to) },
      ...{ done: 0, papers: 0, new: 0, failure: null, skipped: [] },
    };
    this.#options.journal.saveBackfill(backfill);
    this.#kept.push(backfill);
    this.#changed();
    return { ok: true, backfill };
  }

  /** Does what the user wants with one; what makes no sense for its state changes nothing. */
  steer(id: string, act: BackfillAct): BackfillResult {
    const known = this.#kept.find((one) => one.id === id);
    if (!known || (act === 'dismiss' && !isOver(known))) return { ok: false, reason: 'not-found' };
    if (act === 'dismiss') this.#drop(known);
    else if (!isOver(known)) this.#save({ ...known, failure: null, state: STATE_AFTER[act] });
    if (act !== 'resume' && this.#step?.id === id) this.#step.abort.abort();
    this.#prune();
    this.#changed();
    return { ok: true, backfill: this.#kept.find((one) => one.id === id) ?? known };
  }

  /** An upstream answered again: what waits for it need not wait longer. */
  wake(): void {
    const current = this.#current();
    if (current?.state === 'waiting' && current.failure?.reason === 'offline') this.#ring();
  }

  /** Goes on with what is not paused, until `signal` is aborted. */
  start(signal: AbortSignal): void {
    this.#running ??= this.#run(signal);
  }

  /** Resolves when nothing is under way any more; `start`'s signal is to be aborted before. */
  async ended(): Promise<void> {
    await this.#running;
  }

  #current(): Backfill | undefined {
    return this.#kept.find(isUnderWay);
  }

  async #run(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      const rest = AbortSignal.any([closing, this.#alarm.signal]);
      const current = this.#current();
      const restMs = current ? await this.#bring(current, closing) : null;
      if (restMs === null) await aborted(rest);
      else await waitFor(this.#options.clock, restMs, rest).catch(() => {});
    }
  }

  /** Brings the next day; returns how long to rest. */
  async #bring({ id, next }: Backfill, closing: AbortSignal): Promise<number> {
    const { turns, bring } = this.#options;
    const abort = new AbortController();
    const signal = AbortSignal.any([closing, abort.signal]);
    this.#step = { id, abort };
    try {
      return this.#take(id, await turns.background(() => bring(next!, signal), signal));
    } catch (error) {
      if (signal.aborted) return 0;
      this.#options.onError(error);
      return this.#waits(id, null);
    } finally {
      this.#step = undefined;
    }
  }

  #take(id: string, outcome: DayOutcome): number {
    const known = this.#kept.find((one) => one.id === id);
    if (!known || !isUnderWay(known)) return 0;
    if (outcome.ok) this.#advance(known, outcome.day);
    else if (outcome.failure.reason === 'cancelled') return 0;
    else if (this.#isPassedOver(outcome.failure)) this.#advance(known, null, outcome.failure);
    else return this.#waits(id, outcome.failure);
    return 0;
  }

  #isPassedOver({ reason }: UpstreamFailure): boolean {
    return (
      OF_THE_DAY.includes(reason) || (OF_EITHER.includes(reason) && this.#tries + 1 >= MOST_TRIES)
    );
  }

  #advance(
    known: Backfill,
    brought: { readonly papers: number; readonly new: number } | null,
    failure?: UpstreamFailure,
  ): void {
    const date = known.next!;
    const isLast = date <= known.from;
    this.#tries = 0;
    this.#save({
      ...known,
      state: isLast ? 'done' : 'running',
      next: isLast ? null : addDays(date, -1),
      done: known.done + 1,
      papers: known.papers + (brought?.papers ?? 0),
      new: known.new + (brought?.new ?? 0),
      failure: null,
      skipped: failure ? [...known.skipped, { date, failure }] : known.skipped,
    });
    if (isLast) this.#prune();
    this.#options.onChange();
  }

  /** Returns how long; `failure` null: what came could not be stored. */
  #waits(id: string, failure: UpstreamFailure | null): number {
    const { clock } = this.#options;
    const backOff = Math.min(FIRST_WAIT_MS * 2 ** this.#tries++, LONGEST_WAIT_MS);
    const asked = failure?.retryAt ? failure.retryAt - clock.now() : backOff;
    const ms = Math.max(asked, 1_000) + clock.random() * 10_000;
    const retryAt = failure && (failure.retryAt ?? Math.round(clock.now() + ms));
    const known = this.#kept.find((one) => one.id === id);
    if (known)
      this.#put({ ...known, state: 'waiting', failure: failure && { ...failure, retryAt } });
    this.#options.onChange();
    return ms;
  }

  #save(changed: Backfill): void {
    this.#options.journal.saveBackfill(changed);
    this.#put(changed);
  }

  #put(changed: Backfill): void {
    const place = this.#kept.findIndex(({ id }) => id === changed.id);
    if (place >= 0) this.#kept[place] = changed;
  }

  #drop(over: Backfill): void {
    this.#options.journal.removeBackfill(over.id);
    this.#kept.splice(this.#kept.indexOf(over), 1);
  }

  #prune(): void {
    for (const old of this.#kept.filter(isOver).slice(0, -SHOWN_OVER)) this.#drop(old);
  }

  #changed(): void {
    this.#ring();
    this.#options.onChange();
  }

  #ring(): void {
    this.#alarm.abort();
    this.#alarm = new AbortController();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const STATE_AFTER = { pause: 'paused', resume: 'running', cancel: 'cancelled' } as const;
