import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFetchHandler, type FetchHandler } from './index.ts';

const pdf = randomBytes(300_000);
const sha256 = createHash('sha256').update(pdf).digest('hex');
const secret = 'nobody may read this';

let root: string;
let handler: FetchHandler;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-fetch-'));
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  put('renderer/index.html', '<!doctype html><title>Offprint</title>');
  put('renderer/assets/index-1a2b.js', 'export {};');
  put('renderer/pdfjs/wasm/openjpeg.wasm', Buffer.from([0, 97, 115, 109]));
  put('secret.txt', secret);
  put('pdf/secret.txt', secret);
  put(`pdf/${sha256.slice(0, 2)}/${sha256.slice(2)}.pdf`, pdf);
  put('exports/offprint-2026-11-21-2.zip', pdf);
  put('exports/offprint-2026-11-21.zip.part', secret);
  put('exports/secret.txt', secret);
  put(`pdf/00/${'0'.repeat(62)}.pdf`, '');
  handler = createFetchHandler({
    interfaceDir: join(root, 'renderer'),
    pdfDir: join(root, 'pdf'),
  });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Both shells ask the same handler, by addresses of their own. */
const bases = ['http://127.0.0.1:4000', 'offprint-app://interface'];

function ask(path: string, init: RequestInit = {}, base = bases[0]) {
  return handler(new Request(`${base}${path}`, init));
}

const askPdf = (headers: Record<string, string>, method = 'GET') =>
  ask(`/pdf/${sha256}`, { headers, method });

test.each(bases)('[START-2] serves the interface at %s', async (base) => {
  const index = await ask('/', {}, base);
  expect(index.status).toBe(200);
  expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(index.headers.get('cache-control')).toBe('no-cache');
  expect(await index.text()).toContain('Offprint');
  const script = await ask('/assets/index-1a2b.js', {}, base);
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(script.headers.get('cache-control')).toContain('immutable');
  const wasm = await ask('/pdfjs/wasm/openjpeg.wasm', {}, base);
  expect(wasm.headers.get('content-type')).toBe('application/wasm');
});

test('[SAFE-1] every answer carries the policy, and no address but our own can be reached', async () => {
  for (const path of ['/', '/assets/index-1a2b.js', '/nothing']) {
    const policy = (await ask(path)).headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/connect-src 'self' ws:\/\/127\.0\.0\.1:4000$/);
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*/);
  }
  const electron = (await ask('/', {}, bases[1])).headers.get('content-security-policy')!;
  expect(electron).toMatch(/connect-src 'self'$/);
});

test('[SAFE-2] no page elsewhere may read an answer', async () => {
  const { headers } = await ask('/', { headers: { origin: 'https://evil.example' } });
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/assets/../../secret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '//secret.txt',
  '/%00/index.html',
  '/pdf/secret.txt',
  '/exports/',
  '/exports/secret.txt',
  '/exports/offprint-2026-11-21.zip.part',
  '/exports/..%2fsecret.txt',
  '/exports/offprint-2026-11-22.zip',
  '/exports/offprint-2026-11-21-2.zip%00',
  '/pdf/..%2f..%2fsecret.txt',
  '/pdf/',
  '/pdf/zz',
  `/pdf/${'A'.repeat(64)}`,
  `/pdf/${sha256}/`,
  `/pdf/${sha256}%00`,
  `/pdf/../pdf/${'a'.repeat(64)}`,
  '/etc/passwd',
  '/assets',
  '/constructor',
  '/__proto__',
])('[SAFE-3] the path %s leads nowhere', async (path) => {
  for (const base of bases) {
    const response = await ask(path, {}, base);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  }
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('[SAFE-2] refuses %s', async (method) => {
  const response = await ask('/', { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
});

test('[READ-8] serves a stored PDF, whole, and lets it do nothing by itself', async () => {
  const response = await askPdf({});
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-length')).toBe(String(pdf.length));
  expect(response.headers.get('accept-ranges')).toBe('bytes');
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(pdf.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
});

test.each([
  ['bytes=0-1023', 0, 1023],
  ['bytes=65536-131071', 65_536, 131_071],
  ['bytes=299990-', 299_990, 299_999],
  ['bytes=-10', 299_990, 299_999],
  ['bytes=299999-400000', 299_999, 299_999],
])('[READ-8] slices the range %s', async (range, start, end) => {
  const response = await askPdf({ range });
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${pdf.length}`);
  expect(response.headers.get('content-length')).toBe(String(end - start + 1));
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(pdf.subarray(start, end + 1).equals(bytes)).toBe(true);
});

test('[READ-8] a range beyond the end is 416 with the size', async () => {
  const response = await askPdf({ range: 'bytes=300000-' });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe('bytes */300000');
  expect(await response.text()).toBe('');
});

test('[READ-8] several ranges at once are answered with the whole file', async () => {
  const response = await askPdf({ range: 'bytes=0-1,5-6' });
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBe(pdf.length);
});

test('[READ-8] If-Range of another file is answered with the whole file', async () => {
  const range = 'bytes=0-9';
  expect((await askPdf({ range, 'if-range': `"${sha256}"` })).status).toBe(206);
  expect((await askPdf({ range, 'if-range': '"other"' })).status).toBe(200);
  expect((await askPdf({ range, 'if-range': `W/"${sha256}"` })).status).toBe(200);
});

test('[READ-8] a file that the client has is not sent again', async () => {
  const response = await askPdf({ 'if-none-match': `W/"x", "${sha256}"` });
  expect(response.status).toBe(304);
  expect(await response.text()).toBe('');
});

test('[READ-8] HEAD tells the size and sends nothing', async () => {
  const response = await askPdf({}, 'HEAD');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe(String(pdf.length));
  expect(await response.text()).toBe('');
});

test('[READ-8] an empty file and one that is not stored', async () => {
  expect((await ask(`/pdf/${'0'.repeat(64)}`)).status).toBe(200);
  expect((await ask(`/pdf/${'f'.repeat(64)}`)).status).toBe(404);
});

test('[XFER-1] hands out an exported archive to be saved', async () => {
  const path = '/exports/offprint-2026-11-21-2.zip';
  for (const base of bases) {
    const response = await ask(path, {}, base);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(pdf.length),
      'content-disposition': 'attachment; filename="offprint-2026-11-21-2.zip"',
      'cache-control': 'no-store',
    });
    expect(pdf.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
  }
  expect(await (await ask(path, { method: 'HEAD' })).text()).toBe('');
});

test('[START-1] files of a new build are found while running', async () => {
  writeFileSync(join(root, 'renderer/assets/later-9f.js'), 'export {};');
  expect((await ask('/assets/later-9f.js')).status).toBe(200);
});
