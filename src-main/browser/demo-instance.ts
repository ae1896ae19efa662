import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { OpenDemoResult } from '../core/index.ts';

/** Starts the demo beside us, once; a second ask is answered with the same link. */
export type DemoInstance = { open(): Promise<OpenDemoResult>; close(): void };

const START_MS = 30_000;

/**
 * The demo as a second browser shell in a process of its own, started as `entry --demo` on the
 * folder beside `dataDir`. It ends with us: it sees our channel to it close, even when we are killed.
 */
export function demoInstance(entry: string, dataDir: string): DemoInstance {
  let child: ChildProcess | null = null;
  let link: Promise<string | null> | null = null;
  const start = () => {
    child = spawn(process.execPath, [entry, '--demo', '--no-open', '--data-dir', dataDir], {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
      windowsHide: true,
    });
    child.once('exit', () => {
      link = null;
    });
    return linkOf(child);
  };
  return {
    async open() {
      link ??= start();
      const url = await link;
      if (url === null) link = null;
      return url === null ? { ok: false, reason: 'did-not-start' } : { ok: true, url };
    },
    close() {
      child?.kill();
    },
  };
}

/** The link in the child's one line; null where it ended or stayed silent. */
function linkOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      child.kill();
      resolve(null);
    }, START_MS);
    const settle = (url: string | null) => {
      clearTimeout(timer);
      resolve(url);
    };
    child.once('error', () => settle(null));
    child.once('exit', () => settle(null));
    createInterface({ input: child.stdout! }).once('line', (line) => {
      settle(/http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0] ?? null);
    });
  });
}
