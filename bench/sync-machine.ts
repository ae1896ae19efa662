import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Done, Order } from './sync-machine-run.ts';

const RUN = join(import.meta.dirname, 'sync-machine-run.ts');

/** A machine of a user's: a process of its own while it is on. */
export class Machine {
  readonly folder: string;
  #process: ChildProcess | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Has it do something, and turns it on for that. */
  async tell(order: Order): Promise<Done> {
    this.#process ??= fork(RUN, [this.folder], { execArgv: profiling() });
    const child = this.#process;
    const ended = new AbortController();
    const { signal } = ended;
    const failed = once(child, 'exit', { signal }).then(() => {
      throw new Error(`a machine went off when told to ${order.do}`);
    });
    failed.catch(() => undefined);
    const done = once(child, 'message', { signal });
    child.send(order);
    try {
      const [answer] = await Promise.race([done, failed]);
      return answer as Done;
    } finally {
      ended.abort();
    }
  }

  /** Turns it off as the program is closed. */
  async off(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  }

  /** Has it do something with a process of its own, which leaves no traces in the next one's memory. */
  async prepare(order: Order): Promise<void> {
    await this.tell(order);
    await this.off();
  }
}

/** `OFFPRINT_BENCH_PROFILES` is a folder for the profiles of what the machines do. */
function profiling(): string[] {
  const folder = process.env.OFFPRINT_BENCH_PROFILES;
  return folder ? ['--cpu-prof', '--cpu-prof-dir', folder] : [];
}
