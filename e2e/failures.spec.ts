import type { Fault } from '../src-main/demo/index.ts';
import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';

const down: Fault[] = [{ match: '/', kind: 'down' }];

test.describe('with an upstream that is down', () => {
  test.use({ upstreamOptions: { faults: down } });

  test('[START-4] the first screen says so, and trying again brings the papers', async ({
    app,
  }) => {
    const { page } = app;
    await expect(page.getByText('No papers yet')).toBeVisible();
    await expect(page.getByRole('main').getByText(/No connection/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Open the demo' })).toBeVisible();
    app.upstream.setFaults([]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await new LibraryPage(page).ready();
  });
});

test.describe('with an upstream that asks to wait', () => {
  const headers = { 'retry-after': '3600' };
  test.use({
    upstreamOptions: { faults: [{ match: '/api/', kind: 'status', code: 429, headers }] },
  });

  test('[LIST-4] the time until which it asked to wait is told', async ({ app }) => {
    await expect(app.page.getByText(/asked us to wait until \d/).first()).toBeVisible();
  });
});

for (const [name, fault] of [
  ['an HTML page', { match: '/api/daily_papers', kind: 'html' }],
  ['half a JSON', { match: '/api/daily_papers', kind: 'half-json' }],
] as const satisfies readonly (readonly [string, Fault])[]) {
  test.describe(`with ${name} for a listing`, () => {
    test.use({ upstreamOptions: { faults: [fault] } });

    test(`[LIST-4] ${name} ends in a sentence, not in a spinner`, async ({ app }) => {
      await expect(app.page.getByText(/answered something unexpected/).first()).toBeVisible();
    });
  });
}

test('[LIST-5] without a network the last listing is shown', async ({ app }) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  await expect(library.status).toContainText(/up to date/i);
  const before = await library.rows.first().innerText();
  app.upstream.setFaults(down);
  await app.restart();
  const again = new LibraryPage(app.page);
  await again.ready();
  await expect(again.rows.first()).toHaveText(before, { useInnerText: true });
  await expect(again.status).toContainText(/No connection/);
});

test('[FILE-2] a PDF that is a web page, cut off or empty is refused with words, and can be retried', async ({
  app,
}) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  const { featuredOn } = app.upstream.papers.find(({ id }) => id === app.upstream.roles.htmlPdf)!;
  await app.cli(['sync', '--date', featuredOn[0]!]);
  const cases: [string, RegExp][] = [
    [app.upstream.roles.htmlPdf, /web page instead of the PDF/],
    [app.upstream.roles.truncatedPdf, /arrived incomplete/],
    [app.upstream.roles.emptyPdf, /empty file/],
    [app.upstream.roles.noPdf, /no PDF at its address/],
  ];
  for (const [arxivId, words] of cases) {
    const fetched = await app.cli(['fetch-pdf', arxivId, '--json']);
    expect(fetched.code).toBe(1);
    const [result] = JSON.parse(fetched.stdout);
    expect(result).toMatchObject({ state: 'failed', sha256: null });
    await library.show('All papers');
    await library.find(`arxiv:${arxivId}`);
    await expect(library.details.getByText(words)).toBeVisible();
    await expect(library.details.getByRole('button', { name: 'Retry' })).toBeVisible();
  }
  const doctor = await app.cli(['doctor', '--json']);
  expect(JSON.parse(doctor.stdout)).toEqual({ ok: true, findings: [] });
});
