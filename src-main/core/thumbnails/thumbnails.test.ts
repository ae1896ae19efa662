import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp, ManualClock } from '../listings/index.ts';
import { type Handler, startTestServer, type TestServer } from '../listings/test-server.ts';
import { createFetchHandler } from '../serve/index.ts';
import { THUMBNAIL_FOLDER } from './file-name.ts';
import { Thumbnails } from './thumbnails.ts';

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(992)]);
const never = new AbortController().signal;
let folder: string;
let directory: string;
let server: TestServer;
let answer: Handler;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-thumbnails-'));
  directory = join(folder, THUMBNAIL_FOLDER);
  answer = (_request, response) => response.end(PNG);
  server = await startTestServer((...args) => answer(...args));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(maxBytes?: number) {
  const { origin } = server;
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  const http = createHttp({ version: '1', origins, clock: new ManualClock({ jumping: true }) });
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  return { errors, thumbnails: new Thumbnails({ directory, http, maxBytes, onError }) };
}

const urlOf = (n: number) => `${server.origin}/thumbnails/${n}.png`;

describe('[LIST-6] pictures of papers', () => {
  it('[LIST-6] are fetched once, kept over restarts, and served from disk', async () => {
    const { thumbnails } = open();
    expect(thumbnails.pathOf(urlOf(1))).toBeNull();
    expect(await Promise.all([1, 2].map(() => thumbnails.fetch(urlOf(1), never)))).toEqual([
      true,
      true,
    ]);
    expect(await thumbnails.fetch(urlOf(1), never)).toBe(false);
    const again = open().thumbnails;
    expect(await again.fetch(urlOf(1), never)).toBe(false);
    expect(server.requests).toHaveLength(1);
    const path = again.pathOf(urlOf(1))!;
    const handler = createFetchHandler({ interfaceDir: folder, pdfDir: join(folder, 'pdf') });
    const response = await handler(new Request(`http://127.0.0.1${path}`));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG);
    const head = await handler(new Request(`http://127.0.0.1${path}`, { method: 'HEAD' }));
    expect([head.headers.get('content-length'), head.body]).toEqual(['1000', null]);
  });

  it('[SAFE-1] are served by their names alone, and only while they are pictures', async () => {
    const { thumbnails } = open();
    await thumbnails.fetch(urlOf(1), never);
    const path = thumbnails.pathOf(urlOf(1))!;
    const handler = createFetchHandler({ interfaceDir: directory, pdfDir: join(folder, 'pdf') });
    const statusOf = async (at: string) =>
      (await handler(new Request(`http://127.0.0.1${at}`))).status;
    writeFileSync(join(folder, 'local.sqlite'), 'secret');
    for (const wrong of [
      '/thumbnails/',
      '/thumbnails/..%2flocal.sqlite',
      `${path}.part`,
      '/thumbnails/x.png',
    ])
      expect(await statusOf(wrong)).toBe(404);
    writeFileSync(join(directory, path.split('/').at(-1)!), '<svg onload="alert(1)"/>');
    expect(await statusOf(path)).toBe(404);
  });

  it.each(['<html>no</html>', '<svg xmlns="http://www.w3.org/2000/svg"/>', ''])(
    '[LIST-6] are not %j, which is not asked for again',
    async (body) => {
      answer = (_request, response) => response.end(body);
      const { thumbnails, errors } = open();
      expect(await thumbnails.fetch(urlOf(1), never)).toBe(false);
      expect(await thumbnails.fetch(urlOf(1), never)).toBe(false);
      expect([server.requests.length, errors, thumbnails.pathOf(urlOf(1))]).toEqual([1, [], null]);
    },
  );

  it('[SAFE-5] are fetched from no other host', async () => {
    const { thumbnails } = open();
    expect(await thumbnails.fetch('http://127.0.0.2:9/a.png', never)).toBe(false);
    expect(await thumbnails.fetch('file:///etc/passwd', never)).toBe(false);
    expect(await thumbnails.fetch('no address', never)).toBe(false);
    expect(server.requests).toEqual([]);
  });

  it('[LIST-6] are tried again after an upstream that failed', async () => {
    answer = (_request, response) => response.writeHead(500).end();
    const { thumbnails } = open();
    expect(await thumbnails.fetch(urlOf(1), never)).toBe(false);
    answer = (_request, response) => response.end(PNG);
    expect(await thumbnails.fetch(urlOf(1), never)).toBe(true);
  });

  it('[LIST-6] take no more room than they may; the oldest go first', async () => {
    const first = open(5_000);
    for (let n = 0; n < 5; n++) {
      await first.thumbnails.fetch(urlOf(n), never);
      const name = first.thumbnails.pathOf(urlOf(n))!.split('/').at(-1)!;
      utimesSync(join(directory, name), n, n);
    }
    const { thumbnails } = open(5_000);
    await thumbnails.fetch(urlOf(5), never);
    expect(readdirSync(directory)).toHaveLength(4);
    const kept = [0, 1, 2, 3, 4, 5].filter((n) => thumbnails.pathOf(urlOf(n)) !== null);
    expect(kept).toEqual([2, 3, 4, 5]);
  });

  it('[LIST-6] are done without where the disk takes none, which is said once', async () => {
    writeFileSync(directory, 'in the way');
    const { thumbnails, errors } = open();
    expect(await thumbnails.fetch(urlOf(1), never)).toBe(false);
    expect(await thumbnails.fetch(urlOf(2), never)).toBe(false);
    expect(errors).toHaveLength(1);
  });
});
