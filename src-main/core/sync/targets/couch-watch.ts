import { setTimeout as sleep } from 'node:timers/promises';
import type { CouchClient } from './couch-client.ts';
import { type Changes, changesIn } from './couch-documents.ts';
import type { TargetResult } from './target.ts';

const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 5 * 60_000;

/**
 * Tells whenever a document that is meant was made, by a request that the server holds until there is
 * something; returns what stops it. Where the server was away, it tells once when it is back, as
 * nobody knows what came meanwhile. `tell` must not throw.
 */
export function watchChanges(
  client: CouchClient,
  isMeant: (id: string) => boolean,
  tell: () => void,
): () => void {
  const stopping = new AbortController();
  void new Watch(client, isMeant, tell, stopping.signal).run();
  return () => stopping.abort();
}

class Watch {
  readonly #client: CouchClient;
  readonly #isMeant: (id: string) => boolean;
  readonly #tell: () => void;
  readonly #signal: AbortSignal;
  #failures = 0;
  /** Null where it has to begin from now. */
  #since: string | null = null;

  constructor(
    client: CouchClient,
    isMeant: (id: string) => boolean,
    tell: () => void,
    signal: AbortSignal,
  ) {
    this.#client = client;
    this.#isMeant = isMeant;
    this.#tell = tell;
    this.#signal = signal;
  }

  async run(): Promise<void> {
    while (!this.#signal.aborted) {
      const since = this.#since;
      const found = await (since === null ? this.#begin() : this.#wait(since));
      if (this.#signal.aborted) return;
      if (!found.ok) {
        await this.#rest();
        continue;
      }
      this.#note(found.value);
      // Who answers in the server's place may hold nothing back, and would be asked without a pause.
      if (since !== null && !isNews(found.value, since)) await this.#pause(FIRST_WAIT_MS);
    }
  }

  #note({ results, last_seq }: Changes): void {
    const wasAway = this.#failures > 0;
    this.#failures = 0;
    this.#since = String(last_seq);
    if (wasAway || results.some(({ id, deleted }) => !deleted && this.#isMeant(id))) this.#tell();
  }

  #begin(): Promise<TargetResult<Changes>> {
    return this.#ask({ since: 'now', limit: '1' });
  }

  #wait(since: string): Promise<TargetResult<Changes>> {
    // Signs of life, three in the time after which the client takes the server for gone.
    const heartbeat = String(Math.ceil(this.#client.timeoutMs / 3));
    return this.#ask({ since, feed: 'longpoll', heartbeat });
  }

  async #ask(query: Record<string, string>): Promise<TargetResult<Changes>> {
    const found = await this.#client.json({ path: ['_changes'], query, signal: this.#signal });
    if (!found.ok) return found;
    const changes = changesIn(found.value);
    return changes ? { ok: true, value: changes } : { ok: false, reason: 'strange' };
  }

  /** Waits longer each time, and not all machines equally long. */
  async #rest(): Promise<void> {
    this.#since = null;
    const longest = Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    await this.#pause(longest * (0.5 + Math.random() / 2));
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}

function isNews({ results, last_seq }: Changes, since: string): boolean {
  return results.length > 0 && String(last_seq) !== since;
}
