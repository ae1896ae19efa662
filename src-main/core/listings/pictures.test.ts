import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from './http/index.ts';
import { fetchPicture, pictureTypeOf } from './pictures.ts';
import { type Handler, startTestServer, type TestServer } from './test-server.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(handler: Handler) {
  const server = await startTestServer(handler);
  servers.push(server);
  const { origin } = server;
  const http = createHttp({
    version: '1',
    origins: { huggingFace: origin, arxiv: origin, arxivPdf: origin },
  });
  return { server, http, fetch: (path: string) => fetchPicture(http, origin + path) };
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1');
const BODIES: Readonly<Record<string, Buffer | string>> = {
  '/png': PNG,
  '/page': '<!doctype html><title>Wait</title>',
  '/svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '/large': Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]),
  '/empty': '',
};
const pictures: Handler = ({ path }, response) => {
  const body = BODIES[path];
  // What it calls itself is not believed, either way.
  response.writeHead(body === undefined ? 404 : 200, {
    'content-type': path === '/png' ? 'text/html' : 'image/png',
  });
  response.end(body);
};

describe('[LIST-6] pictures of papers', () => {
  it('[LIST-6] fetches one and tells its kind by its bytes', async () => {
    const { fetch } = await serve(pictures);
    const result = await fetch('/png');
    expect(result).toMatchObject({ ok: true, picture: { type: 'image/png' } });
    if (result.ok) expect(Buffer.from(result.picture.bytes)).toEqual(PNG);
  });

  it('[LIST-6] refuses what is no picture, is too large, or is not there', async () => {
    const { fetch } = await serve(pictures);
    for (const path of ['/page', '/svg', '/empty']) {
      expect(await fetch(path), path).toEqual({ ok: false, reason: 'not-a-picture' });
    }
    expect(await fetch('/large')).toMatchObject({ failure: { reason: 'too-large' } });
    expect(await fetch('/none')).toMatchObject({ failure: { reason: 'not-found' } });
  });

  it('[SAFE-5] asks no host but those that were set up', async () => {
    const { http } = await serve(pictures);
    const stranger = await startTestServer(pictures);
    servers.push(stranger);
    const foreign = { ok: false, reason: 'foreign' };
    for (const url of [
      `${stranger.origin}/png`,
      'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2606.00467.png',
      'file:///etc/passwd',
      'no address',
      'data:image/png;base64,AA==',
    ]) {
      expect(await fetchPicture(http, url), url).toEqual(foreign);
    }
    expect(stranger.requests).toEqual([]);
  });

  it('[SAFE-5] asks the real upstream’s own hosts over https alone', async () => {
    const arxiv = 'https://export.arxiv.org';
    const origins = { huggingFace: 'https://huggingface.co', arxiv, arxivPdf: arxiv };
    const http = createHttp({ version: '1', origins });
    const signal = AbortSignal.abort();
    const plain = 'http://cdn-thumbnails.huggingface.co/x.png';
    expect(await fetchPicture(http, plain, signal)).toEqual({ ok: false, reason: 'foreign' });
    const secure = 'https://cdn-thumbnails.huggingface.co/x.png';
    expect(await fetchPicture(http, secure, signal)).toMatchObject({
      failure: { reason: 'cancelled' },
    });
  });

  it.each([
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['image/gif', 'GIF89a..'],
    ['image/webp', 'RIFF1234WEBPVP8 '],
    [undefined, 'RIFF1234WAVE'],
    [undefined, '\x89PNG'],
  ])('[LIST-6] knows %s', (type, start) => {
    expect(pictureTypeOf(Buffer.from(start, 'latin1'))).toBe(type);
  });
});
