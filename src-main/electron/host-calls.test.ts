import { expect, test } from 'vitest';
import type { Host } from '../core/index.ts';
import { answerHostCall, remoteHost } from './host-calls.ts';

/** Both ends joined as the two processes join them. */
function joined(host: Host) {
  const remote = remoteHost(
    host.canOpenDemo,
    (message) => {
      answerHostCall(host, structuredClone(message)).then(
        (value) => remote.settle({ id: message.id, ok: true, value }),
        (error) => remote.settle({ id: message.id, ok: false, value: String(error) }),
      );
    },
    host.restart,
  );
  return remote.host;
}

const kept = new Map<string, string>();
const host: Host = {
  canOpenDemo: true,
  openDemo: async () => ({ ok: true, url: null }),
  activate: async () => ({ url: 'http://127.0.0.1:1/' }),
  restart: () => {},
  secrets: {
    available: async () => true,
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => {
      if (value === '') throw new Error('no key store');
      kept.set(name, value);
    },
    delete: async (name) => void kept.delete(name),
  },
};

test('[SAFE-4] what the core asks of its host travels to the shell and back', async () => {
  const remote = joined(host);
  expect(remote.canOpenDemo).toBe(true);
  expect(await remote.openDemo()).toEqual({ ok: true, url: null });
  expect(await remote.activate()).toEqual({ url: 'http://127.0.0.1:1/' });
  expect(await remote.secrets.available()).toBe(true);
  await Promise.all([remote.secrets.set('a', '1'), remote.secrets.set('b', '2')]);
  expect(await Promise.all([remote.secrets.get('a'), remote.secrets.get('b')])).toEqual(['1', '2']);
  await remote.secrets.delete('a');
  expect(await remote.secrets.get('a')).toBeNull();
  await expect(remote.secrets.set('c', '')).rejects.toThrow('no key store');
});
