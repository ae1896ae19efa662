import type {
  UpstreamFailure,
  UpstreamHealth,
  UpstreamReason,
} from '../../../../src-shared/contract/index.ts';
import type { Lane } from './lane.ts';

/** How one host does for one purpose; what the interface shows of it (LIST-4, SAFE-5). */
export type HostHealth = Readonly<UpstreamHealth>;

type HostRecord = {
  requests: number;
  lastOkAt: number | null;
  failure: UpstreamFailure | null;
};

/** Answers which say that the host does well and that only this request was wrong. */
const ANSWERED: readonly UpstreamReason[] = ['not-found', 'bad-request'];

/** Counts what is asked of each host, and remembers how that ended. */
export class HealthLog {
  readonly #lanes: readonly Lane[];
  readonly #records = new Map<string, HostRecord>();
  readonly #listeners = new Set<() => void>();
  #told = '';

  constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes;
  }

  /** Calls the listener when a host's state, failure or time to wait changed; returns what ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes that a request was sent. */
  asked(lane: Lane, url: string): void {
    this.#recordOf(lane, url).requests++;
  }

  /** Notes how a request ended; null: well. One that the user cancelled says nothing of the host. */
  ended(lane: Lane, url: string, failure: UpstreamFailure | null, now: number): void {
    if (failure?.reason === 'cancelled') return;
    const record = this.#recordOf(lane, url);
    const isOk = failure === null || ANSWERED.includes(failure.reason);
    record.failure = isOk ? null : failure;
    if (isOk) record.lastOkAt = now;
    this.#tell(now);
  }

  /** Every host that requests may go to, in the order of the policies. */
  hosts(now: number): readonly HostHealth[] {
    return this.#lanes.flatMap((lane) =>
      lane.policy.origins.map((origin) => this.#healthOf(lane, origin, now)),
    );
  }

  #healthOf(lane: Lane, origin: string, now: number): HostHealth {
    const record = this.#recordOf(lane, origin);
    const { hostname: host } = new URL(origin);
    const until = lane.pause.until();
    const isPaused = until > now;
    return {
      ...{ host, purpose: lane.policy.purpose },
      ...record,
      state: isPaused ? 'waiting' : stateOf(record),
      until: isPaused ? until : null,
    };
  }

  #recordOf(lane: Lane, url: string): HostRecord {
    const key = `${lane.policy.purpose} ${new URL(url).origin}`;
    const known = this.#records.get(key);
    if (known) return known;
    const record = { requests: 0, lastOkAt: null, failure: null };
    this.#records.set(key, record);
    return record;
  }

  #tell(now: number): void {
    const state = this.hosts(now).map(({ state, until, failure }) => [state, until, failure]);
    const told = JSON.stringify(state);
    if (told === this.#told) return;
    this.#told = told;
    for (const listener of this.#listeners) listener();
  }
}

function stateOf({ failure, requests, lastOkAt }: HostRecord): HostHealth['state'] {
  if (failure) return 'failing';
  return requests === 0 && lastOkAt === null ? 'unused' : 'ok';
}
