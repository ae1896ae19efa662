import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { ReaderPage } from './pages/reader-page.ts';

test('[LIB-2] a day is listed by upvotes and walked by keyboard', async ({ app }) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  const today = app.upstream.papersOn(app.upstream.days.at(-1) ?? '');
  await expect(library.rows).toHaveCount(today.length);
  const most = [...today].sort((a, b) => (b.upvotes ?? -1) - (a.upvotes ?? -1))[0];
  await expect(library.rows.first()).toContainText(most?.title ?? 'no paper');
  await library.list.focus();
  await app.page.keyboard.press('Home');
  await app.page.keyboard.press('j');
  await expect(library.rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await app.page.keyboard.press('k');
  await expect(library.rows.first()).toHaveAttribute('aria-selected', 'true');
});

test('[LIB-3] a star is set by key, counted, and undone', async ({ app }) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  const paperId = await library.select(0);
  await app.page.keyboard.press('s');
  await expect(library.row(paperId).getByLabel('Starred')).toBeVisible();
  await library.list.focus();
  await app.page.keyboard.press('Control+z');
  await expect(library.row(paperId).getByLabel('Starred')).toHaveCount(0);
  const shown = await app.cli(['show', paperId, '--json']);
  expect(JSON.parse(shown.stdout).starred).toBe(false);
});

test('[LIB-4] no act is lost on someone who goes through a list faster than its details', async ({
  app,
}) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  await library.select(0);
  for (let paper = 0; paper < 5; paper++) {
    await app.page.keyboard.press('j');
    await app.page.keyboard.press(paper % 2 === 0 ? 's' : 'r');
  }
  await expect(library.rows.getByLabel('Starred')).toHaveCount(3);
  await expect(app.page.getByRole('button', { name: /^Starred.*3 papers/ })).toBeVisible();
  const read = await app.cli(['list', '--status', 'read', '--json']);
  expect(JSON.parse(read.stdout)).toHaveLength(2);
});

test('[LIB-4] an act right after a far jump is not done to the paper that was left', async ({
  app,
}) => {
  const { page } = app;
  let hold = false;
  const held: (() => void)[] = [];
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const answers = socket.connectToServer();
    answers.onMessage((message) => {
      const pass = (): void => socket.send(message);
      if (hold) held.push(pass);
      else pass();
    });
  });
  await page.reload();
  const library = new LibraryPage(page);
  await library.ready();
  await library.show('All papers');
  const id = await library.select(0);
  await library.detailed();
  hold = true;
  await page.keyboard.press('End');
  await page.keyboard.press('s');
  await page.keyboard.press('Home');
  hold = false;
  for (const pass of held) pass();
  await library.detailed();
  await page.keyboard.press('r');
  // Acts on one paper are done in their order.
  const kept = async () => JSON.parse((await app.cli(['show', id, '--json'])).stdout);
  await expect.poll(kept).toMatchObject({ status: 'read', starred: false });
});

test('[ACC-1] the palette runs an act by its name', async ({ app }) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  await app.page.keyboard.press('Control+k');
  await app.page.getByRole('dialog').getByRole('combobox').fill('theme dark');
  await app.page.keyboard.press('Enter');
  await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await app.restart();
  await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('[START-5] the command line sees what the window did, through the running core', async ({
  app,
}) => {
  const library = new LibraryPage(app.page);
  await library.ready();
  const paperId = await library.select(0);
  await library.read();
  await new ReaderPage(app.page).ready();
  const listed = await app.cli(['list', '--limit', '500', '--json']);
  const papers = JSON.parse(listed.stdout) as { id: string; pdf: { state: string } }[];
  expect(papers.find(({ id }) => id === paperId)?.pdf.state).toBe('stored');
});

test('[BACK-1] a backup is made while the window is open, and not restored under it', async ({
  app,
}) => {
  await new LibraryPage(app.page).ready();
  const made = await app.cli(['backup', '--json']);
  const { path, bytes } = JSON.parse(made.stdout);
  expect(bytes).toBeGreaterThan(0);
  const refused = await app.cli(['restore', path]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('Offprint is running on this data folder; close it first.');
});

test('[SAFE-1] abstracts and titles are text, never HTML', async ({ app }) => {
  const hostile = {
    paper: {
      id: '2601.00001',
      title: '<img src=x onerror="document.title=1"> A Title',
      summary: '<script>document.title=2</script> **not bold** <b>b</b>',
      authors: [{ name: '<i>Ada</i>' }],
      publishedAt: '2026-01-01T00:00:00.000Z',
      submittedOnDailyAt: '2026-01-02T00:00:00.000Z',
    },
    title: '<img src=x onerror="document.title=1"> A Title',
    publishedAt: '2026-01-01T00:00:00.000Z',
  };
  const { writeFile } = await import('node:fs/promises');
  const { join } = await import('node:path');
  const file = join(app.dataDir, '..', `hostile-${Date.now()}.json`);
  await writeFile(file, JSON.stringify([hostile]));
  const library = new LibraryPage(app.page);
  await library.ready();
  expect((await app.cli(['import', file])).code).toBe(0);
  await library.show('All papers');
  await library.find('arxiv:2601.00001');
  await expect(library.details).toContainText('<script>document.title=2</script> **not bold**');
  await expect(library.details).toContainText('<img src=x onerror=');
  expect(await app.page.title()).not.toMatch(/^[12]$/);
});
