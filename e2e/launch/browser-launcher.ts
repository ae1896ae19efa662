import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Launcher, LaunchRequest } from './launcher.ts';
import { paths } from './paths.ts';

const START_MS = 20_000;
const CLOSE_MS = 10_000;

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
        await page.close();
        await end(child, 'SIGTERM');
      },
      killCore: () => end(child, 'SIGKILL'),
    };
  },
};

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
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
  await ended;
  clearTimeout(timer);
}
