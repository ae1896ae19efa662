import type { BrowserContext, Page } from '@playwright/test';

/** What a shell is started with. */
export type LaunchRequest = {
  dataDir: string;
  /** Variables that point the program at the test's upstream. */
  env: Record<string, string>;
  /** The browser shell's page lives here; Electron has its own. */
  context: BrowserContext;
};

/** A program that runs: its page, and ways to end it. */
export type RunningShell = {
  page: Page;
  /** Closes it as a user does: the page first, then the program, which saves and ends. */
  close(): Promise<void>;
  /** Kills the core's process as a power cut would (SIGKILL). Closing afterwards still works. */
  killCore(): Promise<void>;
};

/** One of the two shells. The same specs run on both. */
export type Launcher = { launch(request: LaunchRequest): Promise<RunningShell> };
