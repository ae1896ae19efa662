import type { Host, SecretStore } from '../core/index.ts';
import type { DemoInstance } from './demo-instance.ts';

/** A page in a browser has no way to the system's key store: nothing is kept (SAFE-4). */
const noSecrets: SecretStore = {
  available: async () => false,
  get: async () => null,
  set: async () => {
    throw new Error('no key store');
  },
  delete: async () => {},
};

/** What the browser shell can do for the core. `link` is known once the server listens. */
export function browserHost(
  demo: DemoInstance | null,
  link: () => string | null,
  restart: () => void,
): Host {
  return {
    canOpenDemo: demo !== null,
    openDemo: async () => demo?.open() ?? { ok: false, reason: 'not-supported' },
    activate: async () => ({ url: link() }),
    restart,
    secrets: noSecrets,
  };
}
