import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectWebSocketClient, openCore } from '../core/index.ts';
import { demoInstance } from './demo-instance.ts';
import { browserHost } from './host.ts';
import { hasDisplay, openCommand } from './open-link.ts';
import { readSession, writeSession } from './session-file.ts';
import { type BrowserShellOptions, startBrowserShell } from './shell.ts';
import { failureSentence, startLine } from './wording.ts';

let dir: string;
let dataDir: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-shell-'));
  dataDir = join(dir, 'data');
  mkdirSync(join(dir, 'renderer'));
  writeFileSync(join(dir, 'renderer/index.html'), '<title>Offprint</title>');
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(dir, { recursive: true, force: true });
});

/** Nothing listens there: a core that syncs by itself finds itself offline. */
const nowhere = 'http://127.0.0.1:9';

function options(parts: Partial<BrowserShellOptions> = {}): BrowserShellOptions {
  return {
    dataDir,
    port: null,
    open: false,
    demo: false,
    origins: { huggingFace: nowhere, arxiv: nowhere, arxivPdf: nowhere },
    version: '0.1.0',
    interfaceDir: join(dir, 'renderer'),
    demoEntry: null,
    ...parts,
  };
}

async function start(parts: Partial<BrowserShellOptions> = {}) {
  const result = await startBrowserShell(options(parts));
  if (result.ok) closing.push(result.close);
  return result;
}

async function link(parts: Partial<BrowserShellOptions> = {}): Promise<string> {
  const result = await start(parts);
  if (!result.ok || result.url === null) throw new Error(JSON.stringify(result));
  return result.url;
}

/** What a browser does with the link: takes the cookie and goes on. */
async function browse(url: string): Promise<string> {
  const first = await fetch(url, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
  const second = await fetch(new URL('/', url), { headers: { cookie } });
  return second.text();
}

function occupy(port = 0): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}

const portOf = (url: string) => Number(new URL(url).port);

test('[START-2] the link leads to the interface, on 127.0.0.1', async () => {
  const url = await link();
  expect(startLine(url)).toMatch(
    /^Offprint is running at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/,
  );
  expect(await browse(url)).toContain('<title>Offprint</title>');
});

test('[START-2] the next start has the same port and token, so a page left open goes on', async () => {
  const first = await link();
  await closing.pop()!();
  expect(await link()).toBe(first);
});

test('[START-2] where the last port is taken, another is found and the token stays', async () => {
  const first = await link();
  await closing.pop()!();
  const other = await occupy(portOf(first));
  const second = await link();
  other.close();
  expect(portOf(second)).not.toBe(portOf(first));
  expect(new URL(second).search).toBe(new URL(first).search);
});

test('[START-2] --port is the port, and one that is taken is a clear refusal', async () => {
  const other = await occupy();
  const port = (other.address() as { port: number }).port;
  const refused = await start({ port });
  expect(refused).toEqual({ ok: false, reason: 'port-in-use', detail: String(port) });
  if (!refused.ok) expect(failureSentence(refused, dataDir)).toContain(`Port ${port} is in use`);
  await new Promise((resolve) => other.close(resolve));
  expect(portOf(await link({ port }))).toBe(port);
});

test('[START-5] a second start finds the first one’s link', async () => {
  const first = await link();
  expect(await start()).toMatchObject({ ok: true, already: true, url: first });
  expect(await start({ port: 4_999 })).toMatchObject({ ok: true, already: true, url: first });
});

test('[START-5] the command line reaches the running core by the endpoint', async () => {
  const url = await link();
  const endpoint = JSON.parse(readFileSync(join(dataDir, 'core.json'), 'utf8'));
  expect(endpoint).toMatchObject({ pid: process.pid, shell: 'browser', link: url });
  const { client, close } = await connectWebSocketClient(endpoint);
  expect(await client.system.info()).toMatchObject({ shell: 'browser', demo: false, dataDir });
  close();
});

test('[START-5] a command at work is waited for', async () => {
  const opened = await openCore({
    dataDir,
    shell: 'none',
    demo: false,
    host: browserHost(
      null,
      () => null,
      () => {},
    ),
    origins: options().origins,
    version: '0.1.0',
    background: false,
  });
  if (!opened.ok) throw new Error(opened.reason);
  setTimeout(() => opened.core.close(), 400);
  expect(await start()).toMatchObject({ ok: true, already: false });
});

test('[START-4] the demo’s papers arrive over real HTTP', async () => {
  await link({ demo: true });
  const endpoint = JSON.parse(readFileSync(join(dataDir, 'core.json'), 'utf8'));
  const { client, close } = await connectWebSocketClient(endpoint);
  const report = await client.listings.sync({ recentDays: 2 });
  expect(report.failures).toEqual([]);
  expect((await client.library.counts()).all).toBeGreaterThan(10);
  close();
});

test('a data folder that cannot be, and an interface that is not built, are told', async () => {
  writeFileSync(dataDir, '');
  const unwritable = await start();
  expect(unwritable).toMatchObject({ ok: false, reason: 'folder-unwritable' });
  const missing = await start({ interfaceDir: join(dir, 'nothing') });
  expect(missing).toMatchObject({ ok: false, reason: 'interface-missing' });
  for (const result of [unwritable, missing])
    if (!result.ok) expect(failureSentence(result, dataDir)).toMatch(/^[^\n]+\.$/);
});

test('[SAFE-2] the token is for this user’s eyes, long, and new where the file is damaged', () => {
  mkdirSync(dataDir);
  const session = readSession(dataDir);
  expect(session.token).toMatch(/^[\w-]{43}$/);
  writeSession(dataDir, { ...session, port: 40_000 });
  expect(readSession(dataDir)).toEqual({ token: session.token, port: 40_000 });
  const path = join(dataDir, 'browser.json');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  for (const damaged of ['', '{"port":1,"token":"short"}', '{"port":"x"}', 'null']) {
    writeFileSync(path, damaged);
    const fresh = readSession(dataDir);
    expect(fresh.port).toBeNull();
    expect(fresh.token).not.toBe(session.token);
  }
});

test('[SAFE-4] a browser has no key store, and nothing is kept instead', async () => {
  const { secrets } = browserHost(
    null,
    () => null,
    () => {},
  );
  expect(await secrets.available()).toBe(false);
  expect(await secrets.get('a')).toBeNull();
  await expect(secrets.set('a', 'b')).rejects.toThrow('no key store');
});

test('[START-2] the link is opened by the system’s own command, without a shell', () => {
  const url = 'http://127.0.0.1:4000/?token=t';
  expect(openCommand(url, 'linux')).toEqual(['xdg-open', [url]]);
  expect(openCommand(url, 'darwin')).toEqual(['open', [url]]);
  expect(openCommand(url, 'win32')).toEqual(['rundll32.exe', ['url.dll,FileProtocolHandler', url]]);
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'w' }, 'linux')).toBe(true);
});

/** A program that starts as the demo does, or as `behaviour` says. */
function demoProgram(behaviour: string): string {
  const entry = join(dir, 'demo.mjs');
  writeFileSync(
    entry,
    `process.on('disconnect', () => process.exit(0));
     ${behaviour}`,
  );
  return entry;
}

test('[START-4] the demo is opened once, and its link is what it prints', async () => {
  const said = "console.log('Offprint is running at http://127.0.0.1:4001/?token=' + process.argv)";
  const demo = demoInstance(demoProgram(`${said}; setInterval(() => {}, 1000);`), '/library');
  const [first, second] = await Promise.all([demo.open(), demo.open()]);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ ok: true });
  if (first.ok) expect(first.url).toMatch(/--demo,--no-open,--data-dir,\/library$/);
  const host = browserHost(
    demo,
    () => null,
    () => {},
  );
  expect(host.canOpenDemo).toBe(true);
  expect(await host.openDemo()).toEqual(first);
  demo.close();
});

test('[START-4] a demo that does not start is told, and may be tried again', async () => {
  const demo = demoInstance(demoProgram('process.exit(1);'), '/library');
  expect(await demo.open()).toEqual({ ok: false, reason: 'did-not-start' });
  demoProgram("console.log('at http://127.0.0.1:1/'); setInterval(() => {}, 1000);");
  expect(await demo.open()).toMatchObject({ ok: true });
  demo.close();
});
