import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClaimResult,
  type Core,
  claimCore,
  createFetchHandler,
  isOpenToChoice,
  type LoopbackServer,
  type OpenCoreResult,
  type Origins,
  startLoopbackServer,
} from '../core/index.ts';
import { type DemoThread, startDemoThread } from '../demo/index.ts';
import { type DemoInstance, demoInstance } from './demo-instance.ts';
import { browserHost } from './host.ts';
import { hasDisplay, openLink } from './open-link.ts';
import { Program } from './program.ts';
import { readSession, writeSession } from './session-file.ts';

export type BrowserShellOptions = {
  /** Absolute; with `demo`, the demo's own. */
  dataDir: string;
  /** Null: the port of the last time, else any free one. */
  port: number | null;
  /** Open the default browser where there is a display. */
  open: boolean;
  /** Serve the built-in upstream's made-up papers in place of `origins`. */
  demo: boolean;
  origins: Origins;
  version: string;
  /** The built interface. */
  interfaceDir: string;
  /** What starts a second browser shell for the demo; null: this one cannot. */
  demoEntry: { entry: string; dataDir: string } | null;
};

type Refusal = Extract<OpenCoreResult, { ok: false }>['reason'];

/**
 * `already`: a running program holds the data folder, and `url` is its link, or null where it has a
 * window of its own. `detail` is for a log.
 */
export type BrowserShellResult =
  | {
      ok: true;
      url: string;
      already: false;
      /** Why the library could not be opened: the page at the link offers the ways out. */
      trouble: Extract<ClaimResult, { ok: false }> | null;
      /** Resolves when the user has ended the program on that page. */
      quit: Promise<void>;
      close(): Promise<void>;
    }
  | { ok: true; url: string | null; already: true; close(): Promise<void> }
  | { ok: false; reason: Refusal | 'port-in-use' | 'interface-missing'; detail: string };

/** Starts the core and serves it to a browser on 127.0.0.1 until closed (START-2). */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShellResult> {
  if (!existsSync(join(options.interfaceDir, 'index.html')))
    return { ok: false, reason: 'interface-missing', detail: options.interfaceDir };
  const upstream = options.demo ? await startDemoThread() : null;
  const instance =
    options.demoEntry && demoInstance(options.demoEntry.entry, options.demoEntry.dataDir);
  const shell = await serve(options, upstream, instance).catch(async (error) => {
    await upstream?.close();
    throw error;
  });
  if (!shell.ok || shell.already) await upstream?.close();
  return shell;
}

async function serve(
  options: BrowserShellOptions,
  upstream: DemoThread | null,
  instance: DemoInstance | null,
): Promise<BrowserShellResult> {
  let url: string | null = null;
  const quit = Promise.withResolvers<void>();
  const claim = (): Promise<ClaimResult> =>
    claimCore({
      dataDir: options.dataDir,
      shell: 'browser',
      demo: options.demo,
      host: browserHost(
        instance,
        () => url,
        () => program.restart(),
      ),
      origins: upstream?.origins ?? options.origins,
      version: options.version,
      background: true,
    });
  const first = await claim();
  if (first.ok && first.core === null)
    return { ok: true, url: first.link, already: true, close: async () => {} };
  if (!first.ok && !isOpenToChoice(first.reason)) return first;
  const server = await listen(options).catch(async (error) => {
    if (first.ok) await first.core?.close();
    if (options.port !== null && isTaken(error)) return null;
    throw error;
  });
  if (server === null) return { ok: false, reason: 'port-in-use', detail: String(options.port) };
  const program = new Program({
    dataDir: options.dataDir,
    claim,
    pages: ({ pdfDir }) => createFetchHandler({ interfaceDir: options.interfaceDir, pdfDir }),
    publish: (core) => publish(core, server),
    onQuit: () => quit.resolve(),
  });
  await program.begin(server, first);
  url = server.link;
  if (options.open && hasDisplay(process.env, process.platform)) openLink(url);
  return {
    ok: true,
    url,
    already: false,
    trouble: first.ok ? null : first,
    quit: quit.promise,
    close: async () => {
      instance?.close();
      await program.close();
      await upstream?.close();
    },
  };
}

type Served = LoopbackServer & { link: string; token: string };

async function listen(options: BrowserShellOptions): Promise<Served> {
  const { port: lastPort, token } = readSession(options.dataDir);
  const nothing = { core: null, fetchHandler: null };
  const start = (port?: number) => startLoopbackServer({ ...nothing, token, port });
  const server =
    options.port === null && lastPort !== null
      ? await start(lastPort).catch((error) => {
          if (isTaken(error)) return start();
          throw error;
        })
      : await start(options.port ?? undefined);
  rememberSession(options.dataDir, { port: server.port, token });
  return { ...server, token, link: `${server.url}/?token=${token}` };
}

/** A full disk costs the same address at the next start, and no more. */
function rememberSession(dataDir: string, session: { port: number; token: string }): void {
  try {
    writeSession(dataDir, session);
  } catch (error) {
    console.error(`offprint: the address could not be remembered: ${String(error)}`);
  }
}

function publish(core: Core, { port, token, link }: Served): void {
  core.publish({ pid: process.pid, port, token, shell: 'browser', link });
}

/** Taken by another, or, on Windows, kept back by the system. */
function isTaken(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'EADDRINUSE' || code === 'EACCES';
}
