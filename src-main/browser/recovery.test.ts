import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectWebSocketClient } from '../core/index.ts';
import { startBrowserShell } from './shell.ts';

const NOWHERE = 'http://127.0.0.1:9';
let dir: string;
let dataDir: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-recovery-'));
  dataDir = join(dir, 'data');
  mkdirSync(join(dir, 'renderer'));
  writeFileSync(join(dir, 'renderer/index.html'), '<title>The interface</title>');
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  rmSync(dir, { recursive: true, force: true });
});

async function start() {
  const result = await startBrowserShell({
    dataDir,
    port: null,
    open: false,
    demo: false,
    origins: { huggingFace: NOWHERE, arxiv: NOWHERE, arxivPdf: NOWHERE },
    version: '0.1.0',
    interfaceDir: join(dir, 'renderer'),
    demoEntry: null,
  });
  if (!result.ok || result.already) throw new Error(JSON.stringify(result));
  closing.push(result.close);
  return result;
}

/** A browser that has followed the link. */
async function browser(link: string) {
  const { origin } = new URL(link);
  const first = await fetch(link, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie')!.split(';')[0]!;
  const get = (path: string) => fetch(`${origin}${path}`, { headers: { cookie } });
  const post = (body: string, headers: Record<string, string> = { origin }) =>
    fetch(`${origin}/recover`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    });
  return { origin, get, post };
}

/** The client of a core that runs here, as soon as it listens. */
async function client() {
  const endpoint = JSON.parse(readFileSync(join(dataDir, 'core.json'), 'utf8'));
  return connectWebSocketClient(endpoint);
}

/** A library with a setting that tells it from an empty one, and a backup of it. */
async function makeLibrary(): Promise<void> {
  const shell = await start();
  const { client: core, close } = await client();
  await core.settings.update({ mutationId: 'mutation-1', patch: { theme: 'dark' } });
  expect(await core.system.backup()).toMatchObject({ ok: true });
  close();
  closing.pop();
  await shell.close();
}

async function theme(): Promise<string> {
  const { client: core, close } = await client();
  const found = (await core.settings.get()).theme;
  close();
  return found;
}

const damage = () =>
  writeFileSync(join(dataDir, 'library.sqlite'), 'no database at all'.repeat(500));

describe('the page of a start that failed', () => {
  it('[BACK-1] stands at the same link, says what is wrong and restores the newest backup', async () => {
    await makeLibrary();
    damage();
    const shell = await start();
    expect(shell.trouble).toMatchObject({ reason: 'database-damaged' });
    const { get, post, origin } = await browser(shell.url);
    const page = await get('/');
    const html = await page.text();
    expect(html).toContain('The library is damaged');
    expect(html).toContain('value="restore-newest"');
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=/);
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'; style-src 'sha256-");
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    const answer = await post('choice=restore-newest');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(await (await get('/')).text()).toContain('The interface');
    expect(await theme()).toBe('dark');
    expect(readdirSync(dataDir).some((name) => name.includes('damaged'))).toBe(true);
    expect(shell.url.startsWith(origin)).toBe(true);
  });

  it('[BACK-1] begins an empty library, with the damaged one kept byte for byte', async () => {
    await makeLibrary();
    damage();
    const shell = await start();
    const { post } = await browser(shell.url);
    expect((await post('choice=start-empty')).status).toBe(303);
    expect(await theme()).toBe('system');
    const kept = readdirSync(dataDir).find((name) => name.includes('damaged'))!;
    expect(readFileSync(join(dataDir, kept), 'utf8')).toMatch(/^no database at all/);
  });

  it('[BACK-1] a library that is gone is no empty one; put back, it is found', async () => {
    await makeLibrary();
    const path = join(dataDir, 'library.sqlite');
    const bytes = readFileSync(path);
    rmSync(path);
    const shell = await start();
    expect(shell.trouble).toMatchObject({ reason: 'database-missing' });
    const { get, post } = await browser(shell.url);
    expect(await (await get('/')).text()).toContain('The library is missing');
    const again = await (await post('choice=try-again')).text();
    expect(again).toContain('role="alert"');
    writeFileSync(path, bytes);
    expect((await post('choice=try-again')).status).toBe(303);
    expect(await theme()).toBe('dark');
  });

  it('[BACK-1] ends the program, and nothing has changed', async () => {
    await makeLibrary();
    damage();
    const shell = await start();
    const { post } = await browser(shell.url);
    expect(await (await post('choice=quit')).text()).toContain('Offprint has ended');
    await shell.quit;
    expect(readFileSync(join(dataDir, 'library.sqlite'), 'utf8')).toMatch(/^no database/);
  });

  it('[SAFE-2] takes nothing from another page, without the key, or that it does not offer', async () => {
    await makeLibrary();
    damage();
    const shell = await start();
    const { post, get, origin } = await browser(shell.url);
    const elsewhere = { origin: 'http://127.0.0.1:1' };
    expect((await post('choice=start-empty', elsewhere)).status).toBe(403);
    expect((await post('choice=start-empty', { origin: 'null' })).status).toBe(403);
    expect((await post('choice=start-empty', {})).status).toBe(403);
    const sameSite = { origin, 'sec-fetch-site': 'same-site' };
    expect((await post('choice=start-empty', sameSite)).status).toBe(403);
    expect((await post('choice=start-empty', { origin, cookie: 'a=b' })).status).toBe(401);
    expect((await post('choice=format-disk')).status).toBe(400);
    expect((await post(`choice=start-empty&x=${'x'.repeat(100_000)}`)).status).toBe(400);
    expect((await get('/assets/x.js')).status).toBe(404);
    expect(readFileSync(join(dataDir, 'library.sqlite'), 'utf8')).toMatch(/^no database/);
  });
});

describe('a restore inside the running program', () => {
  it('[BACK-1] opens the restored library behind the same link, with the present state kept', async () => {
    await makeLibrary();
    const shell = await start();
    const before = await client();
    const { epoch } = await before.client.system.info();
    await before.client.settings.update({ mutationId: 'mutation-2', patch: { theme: 'light' } });
    const [backup] = await before.client.system.backups();
    expect(backup).toMatchObject({ reason: 'manual', ok: true });
    const unknown = await before.client.system.restoreBackup({ name: 'nothing.sqlite' });
    expect(unknown).toEqual({ ok: false, reason: 'not-found' });
    const answer = await before.client.system.restoreBackup({ name: backup!.name });
    expect(answer).toEqual({ ok: true });
    const { get } = await browser(shell.url);
    const isAnew = async () => ![epoch, null].includes(await epochNow());
    await expect.poll(isAnew, { timeout: 20_000 }).toBe(true);
    expect(await theme()).toBe('dark');
    expect(await (await get('/')).text()).toContain('The interface');
    const after = await client();
    const kept = (await after.client.system.backups()).find(
      ({ reason }) => reason === 'before-restore',
    );
    expect(await after.client.system.restoreBackup({ name: kept!.name })).toEqual({ ok: true });
    after.close();
    before.close();
    await expect.poll(() => theme().catch(() => null), { timeout: 20_000 }).toBe('light');
  });

  it('[BACK-1] a damaged backup is refused, and the core goes on', async () => {
    await makeLibrary();
    await start();
    const { client: core, close } = await client();
    const [backup] = await core.system.backups();
    const path = join(dataDir, 'backups', backup!.name);
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096 * 3, 4096 * 6);
    writeFileSync(path, bytes);
    const refused = await core.system.restoreBackup({ name: backup!.name });
    expect(refused).toEqual({ ok: false, reason: 'damaged' });
    expect((await core.settings.get()).theme).toBe('dark');
    expect(readdirSync(dataDir).filter((name) => /staged|arriving/.test(name))).toEqual([]);
    close();
  });
});

/** The epoch that the core which now listens has; null between two. */
async function epochNow(): Promise<string | null> {
  try {
    const { client: core, close } = await client();
    const { epoch } = await core.system.info();
    close();
    return epoch;
  } catch {
    return null;
  }
}
