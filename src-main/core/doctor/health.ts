import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkLibraryFile, LIBRARY_FILE } from '../backup/index.ts';
import { stopFlag } from '../threads/index.ts';

/** How the library was left, and what is known of its file since. */
export class Health {
  readonly #dataDir: string;
  readonly #onDamage: () => void;
  readonly #stop = stopFlag();
  #checking: Promise<void> | undefined;
  #damaged = false;

  /** `onDamage` is told once, when the file is found damaged. */
  constructor(dataDir: string, onDamage: () => void) {
    this.#dataDir = dataDir;
    this.#onDamage = onDamage;
  }

  /** Whether the file was found damaged since it was opened. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** Reads the file to its end, in a thread of its own, unless it was found damaged before. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  /** Ends a check under way; to be called before the library is closed. */
  async close(): Promise<void> {
    Atomics.store(this.#stop, 0, 1);
    await this.#checking;
  }

  async #check(): Promise<void> {
    if (this.#damaged) return;
    const checked = await checkLibraryFile(this.#dataDir, true, this.#stop);
    if (checked.ok || checked.reason !== 'damaged') return;
    console.error(`offprint: ${LIBRARY_FILE} is damaged: ${checked.detail}`);
    this.#damaged = true;
    this.#onDamage();
  }
}

/** Whether the library was not closed the last time; to be asked before it is opened. */
export function wasLeftOpen(dataDir: string): boolean {
  const log = join(dataDir, `${LIBRARY_FILE}-wal`);
  return existsSync(log) && statSync(log).size > 0;
}
