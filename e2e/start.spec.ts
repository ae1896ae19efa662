import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';

/** These start the browser shell by themselves, beside or in place of the fixture's program. */
test.skip(({ shell }) => shell !== 'browser', 'of the browser shell');

const entry = resolve(import.meta.dirname, '../out/main/browser.js');
const nowhere = 'http://127.0.0.1:9';

type Ended = { code: number | null; stdout: string; stderr: string };

function shell(dataDir: string, ...args: string[]) {
  const child = spawn(process.execPath, [entry, '--no-open', '--data-dir', dataDir, ...args], {
    env: {
      ...process.env,
      OFFPRINT_HF_ORIGIN: nowhere,
      OFFPRINT_ARXIV_ORIGIN: nowhere,
      OFFPRINT_ARXIV_PDF_ORIGIN: nowhere,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout!.on('data', (data) => {
    said.stdout += data;
  });
  child.stderr!.on('data', (data) => {
    said.stderr += data;
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code, ...said }));
  return { child, said, ended };
}

const LINE = /^Offprint is running at http:\/\/127\.0\.0\.1:(\d+)\/\?token=[\w-]+\n$/;

async function running(said: { stdout: string }): Promise<void> {
  await expect.poll(() => said.stdout).toMatch(LINE);
}

test('[START-2] prints exactly one line and ends cleanly on SIGTERM', async () => {
  const { child, said, ended } = shell(test.info().outputPath('data'));
  await running(said);
  child.kill('SIGTERM');
  expect(await ended).toEqual({ code: 0, stdout: said.stdout, stderr: '' });
  expect(said.stdout).toMatch(LINE);
});

test('[START-5] a second start prints the first one’s line and exits 0', async ({ app }) => {
  const startedAt = Date.now();
  const second = await shell(app.dataDir).ended;
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toMatch(LINE);
  expect(second.stdout).toContain(new URL(app.page.url()).host);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

test('[START-2] a port in use, a wrong option and a wrong address end with one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const data = (name: string) => test.info().outputPath(name);
  const taken = await shell(data('a'), '--port', String(port)).ended;
  other.close();
  expect(taken).toMatchObject({ code: 1, stdout: '' });
  expect(taken.stderr).toMatch(new RegExp(`^Port ${port} is in use[^\\n]*\\n$`));
  for (const args of [
    ['--prot', '1'],
    ['--port', 'x'],
    ['--hf-origin', 'nowhere'],
  ]) {
    const refused = await shell(data('b'), ...args).ended;
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^[^\n]+\n$/);
  }
});

test('[START-1] ends when the process that started it is gone', async () => {
  const { child, said } = shell(test.info().outputPath('data'));
  await running(said);
  // `close` does not come after a disconnect of ours.
  const exit = once(child, 'exit');
  child.disconnect();
  expect((await exit)[0]).toBe(0);
});

test('[START-4] the demo runs beside the library, in a folder of its own', async ({
  app,
  page,
}) => {
  const demo = shell(app.dataDir, '--demo');
  await running(demo.said);
  await page.goto(/http\S+/.exec(demo.said.stdout)![0]);
  await new LibraryPage(page).ready();
  expect(existsSync(`${app.dataDir}-demo`)).toBe(true);
  demo.child.kill('SIGTERM');
  expect((await demo.ended).code).toBe(0);
  await rm(`${app.dataDir}-demo`, { recursive: true });
});

test.describe('with no network and an empty library', () => {
  test.use({ upstreamOptions: { faults: [{ match: '/', kind: 'down' }] } });

  test('[START-4] the first screen opens the demo', async ({ app, page }) => {
    await app.page.getByRole('button', { name: 'Open the demo' }).click();
    // A browser that took its time may have kept the new page back: the link is there as well.
    const link = app.page.getByRole('link', { name: /127\.0\.0\.1/ });
    await page.goto((await link.getAttribute('href', { timeout: 30_000 }))!);
    await new LibraryPage(page).ready();
    expect(new URL(page.url()).port).not.toBe(new URL(app.page.url()).port);
    await app.restart();
    await rm(`${app.dataDir}-demo`, { recursive: true, maxRetries: 5 });
  });
});

test('[SAFE-2] a browser without the key is told in plain words', async ({ app, browser }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  const answer = await page.goto(new URL('/', app.page.url()).href);
  expect(answer?.status()).toBe(401);
  await expect(page.getByText('This link lacks its key')).toBeVisible();
  await stranger.close();
});

test('[SAFE-1] the interface runs under its policy without a violation', async ({ app }) => {
  const told: string[] = [];
  app.page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) told.push(message.text());
  });
  await app.page.reload();
  await expect(app.page.locator('#root')).not.toBeEmpty();
  expect(await app.page.evaluate(() => document.cookie)).toBe('');
  expect(told).toEqual([]);
});
