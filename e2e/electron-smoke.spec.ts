import { expect, test } from './launch/index.ts';

test('[START-2] the window opens and the core answers over its port', async ({ app }) => {
  await expect(app.page).toHaveTitle(/Offprint/);
  expect(app.page.url()).toBe('offprint-app://interface/');
  const [first] = app.upstream.papersOn(app.upstream.days.at(-1)!);
  await expect(app.page.getByText(first!.title).first()).toBeVisible();
});

test('[SAFE-1] the page has no Node and only the one function of the preload', async ({ app }) => {
  const seen = await app.page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    shell: Object.keys((globalThis as { offprintShell?: object }).offprintShell ?? {}).sort(),
  }));
  expect(seen).toEqual({
    require: 'undefined',
    process: 'undefined',
    shell: ['kind', 'requestPort'],
  });
});

test('[READ-8] a stored PDF is served with Range over our scheme', async ({ app }) => {
  const [paper] = app.upstream.papersOn(app.upstream.days.at(-1)!);
  const fetched = await app.cli(['fetch-pdf', `arxiv:${paper!.id}`, '--json']);
  const [{ sha256, bytes }] = JSON.parse(fetched.stdout);
  const part = await app.page.evaluate(async (hash) => {
    const response = await fetch(`/pdf/${hash}`, { headers: { range: 'bytes=0-4' } });
    const { status, headers } = response;
    return { status, range: headers.get('content-range'), text: await response.text() };
  }, sha256);
  expect(part).toEqual({ status: 206, range: `bytes 0-4/${bytes}`, text: '%PDF-' });
});

test('[SAFE-1] a module worker starts from our scheme, and a foreign script does not', async ({
  app,
}) => {
  const outcome = await app.page.evaluate(async () => {
    const scripts = performance.getEntriesByType('resource').map(({ name }) => name);
    const own = scripts.find((name) => /\/assets\/.*\.js$/.test(name))!;
    const start = (url: string) =>
      new Promise<string>((resolve) => {
        try {
          const worker = new Worker(url, { type: 'module' });
          worker.onerror = (event) => resolve(event.message ? 'ran' : 'refused');
          setTimeout(() => resolve('ran'), 3_000);
        } catch {
          resolve('refused');
        }
      });
    return { own: await start(own), foreign: await start('https://evil.example/x.js') };
  });
  expect(outcome).toEqual({ own: 'ran', foreign: 'refused' });
});

test('[START-5] a killed core is started again and the page finds it', async ({ app }) => {
  const [first] = app.upstream.papersOn(app.upstream.days.at(-1)!);
  await expect(app.page.getByText(first!.title).first()).toBeVisible();
  await app.kill();
  await expect
    .poll(async () => (await app.cli(['list', '--json', '--limit', '1'])).code, { timeout: 20_000 })
    .toBe(0);
  await app.page.reload();
  await expect(app.page.getByText(first!.title).first()).toBeVisible();
});
