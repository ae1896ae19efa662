import { createRouterClient } from '@orpc/server';
import type { Annotation } from '../../src-shared/contract/index.ts';
import { type CoreOptions, type OpenCoreResult, openCore } from './core.ts';

/** Nobody listens on the discard port: a core for tests reaches no upstream. */
const NOWHERE = 'http://127.0.0.1:9';

/** Options of a core without shell, network or background work. */
export function testOptions(dataDir: string): CoreOptions {
  return {
    dataDir,
    shell: 'none',
    demo: false,
    background: false,
    version: '0.0.0-test',
    origins: { huggingFace: NOWHERE, arxiv: NOWHERE, arxivPdf: NOWHERE },
    host: {
      canOpenDemo: false,
      openDemo: async () => ({ ok: false, reason: 'not-supported' }),
      activate: async () => ({ url: null }),
      restart: () => {},
      secrets: {
        available: async () => false,
        get: async () => null,
        set: () => Promise.reject(new Error('no key store')),
        delete: async () => undefined,
      },
    },
  };
}

/** What a test's core has that others have not. */
export type TestCoreSetting = {
  readonly background?: boolean;
  /** Where it asks for listings. */
  readonly huggingFace?: string;
};

/** Opens a core as the tests use it, with a client that goes through the contract's validation. */
export async function openTestCore(dataDir: string, setting: TestCoreSetting = {}) {
  const { background = false, huggingFace = NOWHERE } = setting;
  const usual = testOptions(dataDir);
  const origins = { ...usual.origins, huggingFace };
  const opened: OpenCoreResult = await openCore({ ...usual, background, origins });
  if (!opened.ok) throw new Error(opened.reason);
  return { core: opened.core, client: createRouterClient(opened.core.router) };
}

/** A highlight with this id. */
export function highlightOf(id: string, paperId: string): Annotation {
  const quads = [[72, 712, 300, 712, 72, 700, 300, 700]] as const;
  const page = { page: 0, start: 10, exact: `words ${id}`, prefix: 'the ', suffix: ' end', quads };
  return {
    id,
    paperId,
    kind: 'highlight',
    colour: 'green',
    comment: '',
    tags: [],
    source: null,
    anchor: { pages: [page] },
    order: '00000|000010|00080',
    fileSha256: '0'.repeat(64),
    version: null,
    createdAt: 1,
  };
}
