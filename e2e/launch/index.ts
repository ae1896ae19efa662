import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, type Page } from '@playwright/test';
import {
  type DemoOptions,
  type DemoUpstream,
  startDemoUpstream,
} from '../../src-main/demo/index.ts';
import { browserLauncher } from './browser-launcher.ts';
import { type CommandResult, runCommand } from './command-line.ts';
import { electronLauncher } from './electron-launcher.ts';
import type { RunningShell } from './launcher.ts';

/** The program under test, in whichever shell the project names. */
export type App = {
  /** The page of now: another one after a restart. */
  readonly page: Page;
  readonly dataDir: string;
  readonly shell: Shell;
  /** The upstream that the program asks; faults can be set on it. */
  readonly upstream: DemoUpstream;
  /** Closes the program and starts it on the same data folder. */
  restart(): Promise<void>;
  /** Kills the core with SIGKILL; the page stays as it is. */
  kill(): Promise<void>;
  /** Runs the command line on the same data folder and upstream. */
  cli(args: readonly string[]): Promise<CommandResult>;
};

export type Shell = 'browser' | 'electron';

type Options = {
  /** Set by the project. */
  shell: Shell;
  /** How the upstream is made: `test.use({ upstreamOptions: { recorded: … } })`. */
  upstreamOptions: DemoOptions;
};

const launchers = { browser: browserLauncher, electron: electronLauncher };

/** Playwright's test with the program running on a new data folder and a made-up upstream. */
export const test = base.extend<Options & { app: App; other: App }>({
  shell: ['browser', { option: true }],
  upstreamOptions: [{}, { option: true }],
  app: async ({ shell, upstreamOptions, context }, use) => {
    const upstream = await startDemoUpstream(upstreamOptions);
    await onNewFolder(shell, upstream, context, use);
    await upstream.close();
  },
  // Another machine of the user's: a data folder and a browser of its own.
  other: async ({ app: { shell, upstream }, browser, viewport }, use) => {
    const context = await browser.newContext({ viewport });
    await onNewFolder(shell, upstream, context, use);
    await context.close();
  },
});

async function onNewFolder(
  shell: Shell,
  upstream: DemoUpstream,
  context: BrowserContext,
  use: (app: App) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'offprint-e2e-'));
  const program = await startApp(shell, dataDir, upstream, context);
  await use(program.app);
  await program.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

export { expect } from '@playwright/test';

async function startApp(
  shell: Shell,
  dataDir: string,
  upstream: DemoUpstream,
  context: BrowserContext,
): Promise<{ app: App; close(): Promise<void> }> {
  const env = {
    OFFPRINT_HF_ORIGIN: upstream.hfOrigin,
    OFFPRINT_ARXIV_ORIGIN: upstream.arxivOrigin,
    OFFPRINT_ARXIV_PDF_ORIGIN: upstream.arxivPdfOrigin,
  };
  const launch = () => launchers[shell].launch({ dataDir, env, context });
  let running: RunningShell = await launch();
  const app: App = {
    get page() {
      return running.page;
    },
    dataDir,
    shell,
    upstream,
    async restart() {
      await running.close();
      running = await launch();
    },
    kill: () => running.killCore(),
    cli: (args) => runCommand(dataDir, env, args),
  };
  return { app, close: () => running.close() };
}
