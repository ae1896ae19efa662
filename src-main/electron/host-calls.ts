import type { Host } from '../core/index.ts';
import type { HostCall } from './core-messages.ts';

/** The shell's end: does what the core asks. */
export function answerHostCall(
  host: Omit<Host, 'canOpenDemo' | 'restart'>,
  asked: HostCall,
): Promise<unknown> {
  switch (asked.call) {
    case 'openDemo':
      return host.openDemo();
    case 'activate':
      return host.activate();
    case 'secrets.available':
      return host.secrets.available();
    case 'secrets.get':
      return host.secrets.get(asked.name);
    case 'secrets.set':
      return host.secrets.set(asked.name, asked.value);
    case 'secrets.delete':
      return host.secrets.delete(asked.name);
  }
}

/** The core's end: a `Host` whose calls travel to the shell, and the listener for its answers. */
export type RemoteHost = {
  host: Host;
  settle(answer: { id: number; ok: boolean; value: unknown }): void;
};

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/** Makes the core's end over a way to send. */
export function remoteHost(
  canOpenDemo: boolean,
  send: (message: { type: 'ask'; id: number } & HostCall) => void,
  restart: () => void,
): RemoteHost {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const ask = <Value>(call: HostCall): Promise<Value> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve: resolve as Waiting['resolve'], reject });
      send({ type: 'ask', id: lastId, ...call });
    });
  return {
    host: {
      canOpenDemo,
      openDemo: () => ask({ call: 'openDemo' }),
      activate: () => ask({ call: 'activate' }),
      restart,
      secrets: {
        available: () => ask({ call: 'secrets.available' }),
        get: (name) => ask({ call: 'secrets.get', name }),
        set: (name, value) => ask({ call: 'secrets.set', name, value }),
        delete: (name) => ask({ call: 'secrets.delete', name }),
      },
    },
    settle({ id, ok, value }) {
      const call = waiting.get(id);
      waiting.delete(id);
      if (ok) call?.resolve(value);
      else call?.reject(new Error(String(value)));
    },
  };
}
