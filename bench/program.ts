import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LibraryStore, putMany } from '../src-main/core/store/index.ts';
import { benchPaper, benchPlace, PER_DAY } from './papers.ts';

const SHELL = join(import.meta.dirname, '..', 'out', 'main', 'browser.js');
/** Nobody listens on the discard port, so nothing comes to the library while it is measured. */
const NOWHERE = 'http://127.0.0.1:9';
const BATCH = 500;
/** Seven years of daily listings; larger libraries have more papers to a day, not more days. */
const DAYS = 2_500;

/** How many papers a benchmark's library has: `OFFPRINT_BENCH_PAPERS`, else 100,000. */
export const LIBRARY_SIZE = Number(process.env.OFFPRINT_BENCH_PAPERS ?? 100_000);

/** Papers to a day in a library of that many. */
export const perDayOf = (papers: number): number => Math.max(PER_DAY, Math.ceil(papers / DAYS));

/** Stores so many papers, each featured on a day, in a data folder. */
export async function fillLibrary(folder: string, count: number): Promise<void> {
  const store = await LibraryStore.open(folder);
  for (let start = 0; start < count; start += BATCH) {
    const length = Math.min(BATCH, count - start);
    const papers = Array.from({ length }, (_, index) => benchPaper(start + index));
    await putMany(store.collections.papers, papers);
    await putMany(
      store.collections.listings,
      papers.map(({ id }, index) => benchPlace(id, start + index, perDayOf(count))),
    );
  }
  await store.close();
}

/** A running program. */
export type Program = {
  /** The link to its interface. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it as a user's signal does, and waits for it. */
  readonly stop: () => Promise<void>;
};

/** Starts the built program on a data folder, in the browser shell; `node` are options of Node's. */
export async function startProgram(folder: string, node: readonly string[] = []): Promise<Program> {
  if (!existsSync(SHELL)) throw new Error('The program is not built: npm run build');
  const origins = ['--hf-origin', '--arxiv-origin', '--arxiv-pdf-origin'];
  const shell = spawn(
    process.execPath,
    [
      ...node,
      SHELL,
      '--no-open',
      '--data-dir',
      folder,
      ...origins.flatMap((name) => [name, NOWHERE]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const [line] = (await once(createInterface(shell.stdout!), 'line')) as [string];
  const stop = async (): Promise<void> => {
    if (shell.exitCode !== null) return;
    shell.kill();
    await once(shell, 'exit');
  };
  return { url: line.split(' ').at(-1) ?? '', process: shell, stop };
}
