import {
  type ClaimResult,
  type Core,
  describeTrouble,
  type FetchHandler,
  type LoopbackServer,
  recover,
  type Trouble,
} from '../core/index.ts';
import { recoveryHandler } from './recovery.ts';

/** What stands behind the server. */
export type ProgramParts = {
  dataDir: string;
  /** The pages of a core that runs. */
  pages(core: Core): FetchHandler;
  /** Opens the core on the folder. */
  claim(): Promise<ClaimResult>;
  /** Tells others where the core listens. */
  publish(core: Core): void;
  /** The user has ended the program on the page of a start that failed. */
  onQuit(): void;
};

/** Time for an answer to reach the client before its connection ends. */
const ANSWER_MS = 150;

/**
 * The core behind one server and link, which outlive it: it is opened anew on a restart, and where it
 * cannot be opened the page with the ways out stands in its place.
 */
export class Program {
  readonly #parts: ProgramParts;
  #server: LoopbackServer | null = null;
  #core: Core | null = null;
  #pages: FetchHandler | null = null;
  #timer: NodeJS.Timeout | undefined;
  #restarting: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(parts: ProgramParts) {
    this.#parts = parts;
  }

  /** Serves what the first claim came to. */
  async begin(server: LoopbackServer, claim: ClaimResult): Promise<void> {
    this.#server = server;
    await this.#show(claim);
  }

  /** Opens the core anew, once what is being answered was sent. */
  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#restarting = this.#restart().catch((error) =>
        console.error(`offprint: the core could not be started again: ${String(error)}`),
      );
    }, ANSWER_MS);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#restarting;
    await this.#server?.close();
    await this.#core?.close();
  }

  async #restart(): Promise<void> {
    if (this.#isClosed) return;
    this.#server?.serve({ core: null, fetchHandler: this.#pages });
    await this.#core?.close();
    this.#core = null;
    if (!this.#isClosed) await this.#show(await this.#parts.claim());
  }

  /** Null where the core runs. */
  async #show(claim: ClaimResult): Promise<Trouble | null> {
    if (claim.ok && claim.core !== null) {
      this.#core = claim.core;
      this.#pages = this.#parts.pages(claim.core);
      this.#server?.serve({ core: claim.core, fetchHandler: this.#pages });
      this.#parts.publish(claim.core);
      return null;
    }
    const { dataDir } = this.#parts;
    const trouble = await describeTrouble(dataDir, claim.ok ? 'running' : claim.reason);
    this.#server?.serve({ core: null, fetchHandler: this.#recovery(trouble) });
    return trouble;
  }

  #recovery(trouble: Trouble): FetchHandler {
    const { dataDir, claim, onQuit } = this.#parts;
    return recoveryHandler({
      trouble,
      recover: (wayOut) => recover(dataDir, wayOut),
      start: async () => this.#show(await claim()),
      quit: () => void setTimeout(onQuit, ANSWER_MS),
    });
  }
}
