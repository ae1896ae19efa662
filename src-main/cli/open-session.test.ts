import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Core, type LoopbackServer, openCore, startLoopbackServer } from '../core/index.ts';
import { openSession } from './open-session.ts';
import type { GlobalOptions } from './options.ts';
import { runTest } from './test-core.ts';

const NOWHERE = 'http://127.0.0.1:9';
const origins = { huggingFace: NOWHERE, arxiv: NOWHERE, arxivPdf: NOWHERE };
let options: GlobalOptions;
let undo: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'offprint-session-'));
  options = { dataDir, origins, originFlags: [], json: false, debug: false };
  undo = [() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 })];
});
afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

async function runningCore(): Promise<Core> {
  const opened = await openCore({
    dataDir: options.dataDir,
    origins,
    version: '0.1.0',
    shell: 'browser',
    demo: false,
    background: false,
    host: {
      canOpenDemo: false,
      openDemo: async () => ({ ok: false, reason: 'not-supported' }),
      activate: async () => ({ url: null }),
      restart: () => {},
      secrets: {
        available: async () => false,
        get: async () => null,
        set: async () => undefined,
        delete: async () => undefined,
      },
    },
  });
  if (!opened.ok) throw new Error(opened.reason);
  undo.push(() => opened.core.close());
  return opened.core;
}

async function published(core: Core, token = 'secret'): Promise<LoopbackServer> {
  const server = await startLoopbackServer({ core, token: 'secret', fetchHandler: null });
  undo.push(() => server.close());
  core.publish({ pid: process.pid, port: server.port, token, shell: 'browser', link: null });
  return server;
}

const open = (patience: number) => openSession(options, { version: '0.1.0', patience });

test('[START-5] the running core is asked, not a second one opened', async () => {
  const core = await runningCore();
  await published(core);
  const opened = await open(1_000);
  if (!opened.ok) throw new Error(opened.reason);
  undo.push(() => opened.session.close());
  expect(opened.session.shared).toBe(true);
  const info = await opened.session.client.system.info();
  expect(info).toMatchObject({ epoch: core.epoch, shell: 'browser' });
});

test('[START-5] a query that makes no sense is wrong usage to a running core, too', async () => {
  await published(await runningCore());
  const reach = { openSession: () => open(1_000) };
  for (const [query, code] of [
    ['year:abc "x', 2],
    ['attention', 0],
  ] as const) {
    const ran = await runTest(['search', query], { reach });
    expect(ran.code).toBe(code);
    expect(ran.stderr).not.toContain('went away');
  }
});

test('[START-5] a running core that ends its connections is lost', async () => {
  const core = await runningCore();
  const server = await published(core);
  const opened = await open(1_000);
  if (!opened.ok) throw new Error(opened.reason);
  expect(opened.session.isLost()).toBe(false);
  await server.close();
  await expect(opened.session.client.system.info()).rejects.toThrow();
  expect(opened.session.isLost()).toBe(true);
});

test('[START-5] without a running core the command opens its own and gives it back', async () => {
  for (let round = 0; round < 2; round += 1) {
    const opened = await open(0);
    if (!opened.ok) throw new Error(opened.reason);
    expect(opened.session.shared).toBe(false);
    expect((await opened.session.client.system.info()).shell).toBe('none');
    await opened.session.close();
  }
});

test('[START-5] a core that is starting is waited for', async () => {
  const core = await runningCore();
  const opening = open(5_000);
  setTimeout(() => void published(core), 300);
  const opened = await opening;
  if (!opened.ok) throw new Error(opened.reason);
  expect(opened.session.shared).toBe(true);
  await opened.session.close();
});

test('[START-5] a core that is stopping is waited for', async () => {
  const core = await runningCore();
  const opening = open(5_000);
  setTimeout(() => void core.close(), 300);
  const opened = await opening;
  if (!opened.ok) throw new Error(opened.reason);
  expect(opened.session.shared).toBe(false);
  await opened.session.close();
});

test('[START-5] a folder that another command holds on to is busy', async () => {
  await runningCore();
  expect(await open(250)).toEqual({ ok: false, reason: 'busy', detail: '' });
});

test('[START-5] an endpoint at which nobody answers is said to be that', async () => {
  await published(await runningCore(), 'of another core');
  expect(await open(250)).toMatchObject({ ok: false, reason: 'not-answering' });
});
