import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Core,
  claimCore,
  createFetchHandler,
  type LoopbackServer,
  type OpenCoreResult,
  type Origins,
  startLoopbackServer,
} from '../core/index.ts';
import { type DemoThread, startDemoThread } from '../demo/index.ts';
import { type DemoInstance, demoInstance } from './demo-instance.ts';
import { browserHost } from './host.ts';
import { hasDisplay, openLink } from './open-link.ts';
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
  | { ok: true; url: string; already: false; close(): Promise<void> }
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
  const claim = await claimCore({
    dataDir: options.dataDir,
    shell: 'browser',
    demo: options.demo,
    host: browserHost(instance, () => url),
    origins: upstream?.origins ?? options.origins,
    version: options.version,
    background: true,
  });
  if (!claim.ok) return claim;
  if (claim.core === null)
    return { ok: true, url: claim.link, already: true, close: async () => {} };
  const { core } = claim;
  const server = await listen(core, options).catch(async (error) => {
    await core.close();
    if (options.port !== null && isTaken(error)) return null;
    throw error;
  });
  if (server === null) return { ok: false, reason: 'port-in-use', detail: String(options.port) };
  url = server.link;
  if (options.open && hasDisplay(process.env, process.platform)) openLink(url);
  return {
    ok: true,
    url,
    already: false,
    close: async () => {
      instance?.close();
      await server.close();
      await core.close();
      await upstream?.close();
    },
  };
}

type Served = LoopbackServer & { link: string };

async function listen(core: Core, options: BrowserShellOptions): Promise<Served> {
  const { port: lastPort, token } = readSession(options.dataDir);
  const fetchHandler = createFetchHandler({
    interfaceDir: options.interfaceDir,
    pdfDir: core.pdfDir,
  });
  const start = (port?: number) => startLoopbackServer({ core, token, port, fetchHandler });
  const server =
    options.port === null && lastPort !== null
      ? await start(lastPort).catch((error) => {
          if (isTaken(error)) return start();
          throw error;
        })
      : await start(options.port ?? undefined);
  const link = `${server.url}/?token=${token}`;
  writeSession(options.dataDir, { port: server.port, token });
  core.publish({ pid: process.pid, port: server.port, token, shell: 'browser', link });
  return { ...server, link };
}

/** Taken by another, or, on Windows, kept back by the system. */
function isTaken(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'EADDRINUSE' || code === 'EACCES';
}
