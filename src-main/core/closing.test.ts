import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Calls } from './calls.ts';
import type { Core } from './core.ts';
import { connectWebSocketClient, startLoopbackServer } from './serve/index.ts';
import { highlightOf, openTestCore } from './test-core.ts';

const PAPER = 'arxiv:2611.01234';
const ID = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';

let folder: string;
let silent: Server;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-closing-'));
  // Takes questions and never answers.
  silent = createServer(() => {}).listen(0, '127.0.0.1');
  await vi.waitUntil(() => silent.listening);
});

afterEach(() => {
  silent.close();
  silent.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

type Procedure = (input?: unknown) => Promise<unknown>;

/** Names of every procedure that answers once, as `group.name`. */
function procedureNames({ events: _events, ...groups }: Core['router']): string[] {
  return Object.entries(groups).flatMap(([group, procedures]) =>
    Object.keys(procedures).map((name) => `${group}.${name}`),
  );
}

it('[BACK-2] a core that is going away refuses every call that comes then, as that', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const { core } = await openTestCore(folder);
  const server = await startLoopbackServer({ core, token: 'token', fetchHandler: null });
  const { client, close } = await connectWebSocketClient({ port: server.port, token: 'token' });
  await client.system.info();
  const closing = core.close();
  const asked = client as unknown as Record<string, Record<string, Procedure>>;
  const names = procedureNames(core.router);
  const codes = names.map((name) => {
    const [group, procedure] = name.split('.') as [string, string];
    return asked[group]![procedure]!({}).catch(({ code }: { code: unknown }) => code);
  });
  expect(await Promise.all(codes)).toEqual(names.map(() => 'SERVICE_UNAVAILABLE'));
  await closing;
  await expect(client.events()).rejects.toMatchObject({ status: 503 });
  expect(told).not.toHaveBeenCalled();
  told.mockRestore();
  close();
  await server.close();
});

it('[BACK-2] calls under way are finished, or ended as cut short, before the files close', async () => {
  const { port } = silent.address() as AddressInfo;
  const { core, client } = await openTestCore(folder, {
    huggingFace: `http://127.0.0.1:${port}`,
  });
  const paper = { paperId: PAPER };
  const annotation = highlightOf(ID, PAPER);
  const calls: Promise<unknown>[] = [
    client.annotations.create({ mutationId: 'mutation-1', annotation }),
    client.annotations.list(paper),
    client.annotations.inFile(paper),
    client.annotations.exportPdf(paper),
    client.notes.get({ key: PAPER }),
    client.library.counts(),
    client.search.find({ query: 'words', limit: 5, offset: 0 }),
    client.system.doctor({ repair: false }),
    client.listings.sync({ dates: ['2026-06-12'] }),
    client.files.fetch({ ids: [PAPER], first: true, wait: true }),
    client.papers.add({ source: '2611.01234' }),
  ];
  const results = Promise.allSettled(calls);
  // They are under way then.
  await setImmediate();
  const ended: unknown[] = [];
  for (const call of calls) call.catch(() => undefined).finally(() => ended.push(call));
  await core.close();
  expect(ended).toHaveLength(calls.length);
  const [made, ...others] = await results;
  expect(made!.status).toBe('fulfilled');
  const failed = others.filter((result) => result.status === 'rejected');
  for (const { reason } of failed) expect(reason).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  const again = await openTestCore(folder);
  expect((await again.client.annotations.list(paper)).annotations).toHaveLength(1);
  await again.core.close();
});

it('[BACK-2] a call that never ends holds a close up no longer than it may', async () => {
  const calls = new Calls();
  const never = calls.run(() => new Promise<void>(() => {}));
  const soon = calls.run(async () => 'answered');
  calls.close();
  expect(await soon).toBe('answered');
  expect(await calls.idle(20)).toBe(false);
  await expect(calls.run(async () => 'late')).rejects.toMatchObject({ status: 503 });
  expect(await Promise.race([never, Promise.resolve('under way')])).toBe('under way');
});
