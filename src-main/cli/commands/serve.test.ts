import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runTest } from '../test-core.ts';
import type { ServeRequest } from './serve.ts';

const url = 'http://127.0.0.1:4000/?token=t';
const line = `Offprint is running at ${url}`;
const well = { ok: true, url, line, trouble: null, quit: new Promise<void>(() => {}) } as const;

test('[CLI-1] serve hands its options on, prints the link, and closes on an interrupt', async () => {
  const controller = new AbortController();
  const asked: ServeRequest[] = [];
  let closed = 0;
  const close = async () => {
    closed += 1;
  };
  const serve = async (request: ServeRequest) => {
    asked.push(request);
    setTimeout(() => controller.abort(), 20);
    return { ...well, already: false, close };
  };
  const argv = ['serve', '--port', '4000', '--no-open', '--data-dir', 'here'];
  const ran = await runTest(argv, { reach: { serve }, signal: controller.signal });
  expect(ran).toMatchObject({ code: 0, stdout: `${line}\n`, stderr: '' });
  expect(asked).toMatchObject([{ port: 4000, open: false, options: { dataDir: resolve('here') } }]);
  expect(closed).toBe(1);
});

test('[START-5] serve of a folder that is served already prints the link and ends', async () => {
  const serve = async () => ({ ...well, already: true, close: async () => {} });
  const ran = await runTest(['serve', '--json'], { reach: { serve } });
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.stdout)).toEqual({ url, already: true });
});

test('[CLI-2] a serve that cannot start: 1 and the sentence', async () => {
  const message = 'Port 4000 is in use by another program.';
  const serve = async () => ({ ok: false as const, reason: 'port-in-use', message });
  const ran = await runTest(['serve'], { reach: { serve } });
  expect(ran).toMatchObject({ code: 1, stdout: '', stderr: `offprint: ${message}\n` });
});

test('[BACK-1] serve says why the library does not open, and ends when the user ends it', async () => {
  const trouble = 'The library is damaged.';
  const close = async () => {};
  const quit = Promise.resolve();
  const serve = async () => ({ ...well, already: false, trouble, quit, close });
  const ran = await runTest(['serve'], { reach: { serve } });
  expect(ran).toMatchObject({ code: 0, stdout: `${line}\n`, stderr: `offprint: ${trouble}\n` });
});
