import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { implement } from '@orpc/server';
import { beforeEach, expect, test, vi } from 'vitest';
import { contract } from '../../../src-shared/contract/index.ts';
import { type CoreClient, serveMessagePort } from './index.ts';

const os = implement(contract);
const router = {
  papers: { get: os.papers.get.handler(() => ({ revision: 7, paper: null })) },
  settings: {
    get: os.settings.get.handler(() => {
      throw new Error('could not write', { cause: Object.assign(new Error(), { errcode: 13 }) });
    }),
    getLayout: os.settings.getLayout.handler(() => {
      throw new Error('a fault of ours');
    }),
  },
};

let told: { mock: { calls: unknown[][] } };
beforeEach(() => {
  told = vi.spyOn(console, 'error').mockReturnValue();
});

function connected() {
  const { port1, port2 } = new MessageChannel();
  serveMessagePort({ router }, port1);
  const client: CoreClient = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
  return { client, port: port2 };
}

test('[SAFE-1] the contract travels over a message port and is validated at the core', async () => {
  const { client, port } = connected();
  expect(await client.papers.get({ id: 'arxiv:1' })).toEqual({ revision: 7, paper: null });
  await expect(client.papers.get({ id: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  port.close();
});

test('[MARK-4] a full disk is answered as such, so that the user can be told what helps', async () => {
  const { client, port } = connected();
  const failed = client.settings.get();
  await expect(failed).rejects.toMatchObject({ code: 'INSUFFICIENT_STORAGE', status: 507 });
  port.close();
});

test('[SAFE-1] messages that are none do not end the core', async () => {
  const { client, port } = connected();
  for (const garbage of [null, 7, '', '{', {}, { data: { a: 1 } }, [1, {}], new Uint8Array(5)])
    port.postMessage(garbage);
  expect(await client.papers.get({ id: 'arxiv:1' })).toEqual({ revision: 7, paper: null });
  port.close();
});

test('[SAFE-1] a fault in the core reaches the other side without its details', async () => {
  const { client, port } = connected();
  const failure = await client.settings.getLayout({ window: 'main' }).catch((error) => error);
  expect(failure).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  expect(JSON.stringify(failure)).not.toContain('a fault of ours');
  expect(told.mock.calls).toEqual([
    ['offprint: a call of settings.getLayout failed: Error: a fault of ours'],
  ]);
  port.close();
});
