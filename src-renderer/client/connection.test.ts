import { RPCLink } from '@orpc/client/message-port';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, expect, test } from 'vitest';
import { type CoreEvent, contract } from '../../src-shared/contract/index.ts';
import { createConnection } from './connection.ts';
import type { Transport } from './transport.ts';

/** A core of two procedures, behind real message ports, that can die. */
function startCore(epoch: string) {
  const os = implement(contract);
  const ports: MessagePort[] = [];
  const router = {
    events: os.events.handler(async function* ({ signal }) {
      yield { epoch, after: 1, revision: 1, kind: 'hello', ids: [] } satisfies CoreEvent;
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    }),
    files: {
      cancel: os.files.cancel.handler(async () => ({})),
      fetch: os.files.fetch.handler(() => new Promise(() => undefined)),
    },
  };
  const handler = new RPCHandler(router);
  const connect = async (): Promise<Transport> => {
    const { port1, port2 } = new MessageChannel();
    handler.upgrade(port2);
    port2.start();
    ports.push(port2);
    const closed = new Promise<void>((resolve) =>
      port1.addEventListener('close', () => resolve(), { once: true }),
    );
    const link = new RPCLink({ port: port1 });
    port1.start();
    return { link, closed, close: () => port1.close() };
  };
  return { connect, die: () => ports.splice(0).forEach((port) => void port.close()) };
}

const stop = new AbortController();
afterEach(() => stop.abort());

test('[MARK-4] reaches a core that came back, and says that something may have been missed', async () => {
  const first = startCore('one');
  const second = startCore('two');
  let connect: () => Promise<Transport> = first.connect;
  const core = createConnection(() => connect());
  const heard: string[] = [];
  const states: string[] = [];
  core.onEvent(({ epoch }, continuity) => heard.push(`${epoch} ${continuity}`));
  core.state.subscribe(({ state }) => states.push(state));
  void core.run(stop.signal);

  await core.client.files.cancel({ ids: [] });
  const onItsWay = core.client.files.fetch({ ids: ['arxiv:1'], first: true, wait: true });
  const broke = expect(onItsWay).rejects.toThrow();
  connect = () => Promise.reject(new Error('not yet'));
  first.die();
  await broke;

  const waiting = core.client.files.cancel({ ids: [] });
  connect = second.connect;
  expect(await waiting).toEqual({});
  expect(heard).toEqual(['one follows', 'two gap']);
  expect(states).toEqual(['open', 'lost', 'open']);
  second.die();
});
