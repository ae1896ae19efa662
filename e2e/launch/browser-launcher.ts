import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as rest } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Launcher, LaunchRequest } from './launcher.ts';
import { paths } from './paths.ts';

const START_MS = 20_000;
const CLOSE_MS = 10_000;
/** How long a user stays for what is not saved yet. */
const STAY_MS = 5_000;
const ASK_AGAIN_MS = 50;

/** The browser shell, and a page of Chromium on its link. */
export const browserLauncher: Launcher = {
  async launch(request) {
    const child = startShell(request);
    const link = await linkOf(child);
    const page = await request.context.newPage();
    await page.goto(link);
    return {
      page,
      async close() {
        if (runs(child)) await leave(page);
        await page.close();
        await end(child, 'SIGTERM');
      },
      killCore: () => end(child, 'SIGKILL'),
    };
  },
};

/** Closes a tab as a user does, who stays while the page says that something is not saved. */
async function leave(page: Page): Promise<void> {
  const until = performance.now() + STAY_MS;
  while (!page.isClosed() && performance.now() < until) {
    const answer = new Promise<void>((resolve) => {
      page.once('close', () => resolve());
      // A spec that listens, too, may have answered already.
      page.once('dialog', (dialog) => resolve(dialog.dismiss().catch(() => undefined)));
    });
    await page.close({ runBeforeUnload: true });
    await Promise.race([answer, rest(until - performance.now(), undefined, { ref: false })]);
    await rest(ASK_AGAIN_MS);
  }
}

const runs = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

function startShell({ dataDir, env }: LaunchRequest): ChildProcess {
  return spawn(process.execPath, [paths.browserShell, '--no-open', '--data-dir', dataDir], {
    env: { ...process.env, ...env },
    // The channel ends the shell when the test's process is gone.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
}

/** The link in the one line that the shell prints. */
async function linkOf(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  const signal = AbortSignal.timeout(START_MS);
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`The browser shell ended with ${code} before it printed its link.`);
  });
  const [line] = (await Promise.race([once(lines, 'line', { signal }), ended])) as [string];
  const link = /^Offprint is running at (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)$/.exec(line)?.[1];
  if (link === undefined) throw new Error(`The browser shell printed: ${line}`);
  return link;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!runs(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
  await ended;
  clearTimeout(timer);
}
