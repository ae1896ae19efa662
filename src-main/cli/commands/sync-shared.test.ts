import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCore, startLoopbackServer } from '../../core/index.ts';
import { openSession } from '../open-session.ts';
import { type Ran, runTest, type TestSetting } from '../test-core.ts';

const NOWHERE = 'http://127.0.0.1:9';
const origins = { huggingFace: NOWHERE, arxiv: NOWHERE, arxivPdf: NOWHERE };
const PASSPHRASE = 'a good long passphrase';
const ENCRYPTED = { env: { OFFPRINT_SYNC_PASSPHRASE: PASSPHRASE } };
const open = { version: '0.1.0', patience: 10_000 };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-machines-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

/** A command that a running program answers where there is one. */
function offprint(argv: readonly string[], setting: TestSetting = {}): Promise<Ran> {
  const reach: TestSetting['reach'] = { openSession: (options) => openSession(options, open) };
  return runTest(['sync-machines', ...argv, '--data-dir', join(root, 'desk')], {
    ...{ ...setting, reach },
  });
}

/** Runs the program, on a system with a key store, while something is done. */
async function running<T>(keys: Map<string, string>, work: () => Promise<T>): Promise<T> {
  const opened = await openCore({
    ...{ dataDir: join(root, 'desk'), origins, version: '0.1.0', shell: 'browser' },
    ...{ demo: false, background: false },
    host: {
      canOpenDemo: false,
      openDemo: async () => ({ ok: false, reason: 'not-supported' }),
      activate: async () => ({ url: null }),
      restart: () => {},
      secrets: {
        available: async () => true,
        get: async (name) => keys.get(name) ?? null,
        set: async (name, value) => void keys.set(name, value),
        delete: async (name) => void keys.delete(name),
      },
    },
  });
  if (!opened.ok) throw new Error(opened.reason);
  const { core } = opened;
  const token = 'secret';
  const server = await startLoopbackServer({ core, token, fetchHandler: null });
  core.publish({ pid: process.pid, port: server.port, token, shell: 'browser', link: null });
  try {
    return await work();
  } finally {
    await server.close();
    await core.close();
  }
}

it('[SAFE-4] secrets go to the key store of the running program, and nobody else takes them out', async () => {
  const keys = new Map<string, string>();
  const target = join(root, 'meeting');
  await running(keys, async () => {
    expect(await offprint(['--connect', target], ENCRYPTED)).toMatchObject({ code: 0 });
    expect(keys.size).toBe(1);
    expect(await offprint([])).toMatchObject({ code: 0, stdout: 'All was in step already.\n' });
  });
  expect(readdirSync(join(root, 'desk'))).not.toContain('sync-secrets.json');
  for (const setting of [{}, ENCRYPTED]) {
    const alone = await offprint(['--json'], setting);
    expect(alone.code).toBe(1);
    expect(JSON.parse(alone.stdout)).toMatchObject({ ok: false, reason: 'locked' });
    expect(alone.stderr).toContain('key store');
  }
  expect(await offprint(['--unlock'], ENCRYPTED)).toMatchObject({ code: 2, stdout: '' });
  await running(keys, async () => expect(await offprint([])).toMatchObject({ code: 0 }));
}, 60_000);
