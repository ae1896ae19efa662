import { expectClean } from './axe.ts';
import { type App, expect, test } from './launch/index.ts';
import { hover, openLinked } from './linked-pdf.ts';

/** A reference to a paper of the library by its title, to one that is not there, and to nobody's. */
function referencesOf({ upstream }: App) {
  const here = upstream.papersOn(upstream.days.at(-1)!)[0]!;
  const old = upstream.papersOn(upstream.days[0]!)[0]!;
  const name = here.authors[0]!;
  const cited = [
    `${name} and others. ${here.title}. Proceedings, 2026.`,
    `A. Nobody. An old paper that is elsewhere. arXiv:${old.id}, 2026.`,
    'A. Nobody. On things that nobody has. Nowhere, 1970.',
  ];
  return { here, old, cited };
}

/** What the upstream was asked for from now on, beside what goes on by itself. */
function listen({ upstream }: App): () => string[] {
  const before = upstream.requests.length;
  return () => upstream.requests.slice(before).map(({ path }) => path);
}

test('[READ-4] a reference shows the paper of the library and opens it', async ({ app }) => {
  const { page } = app;
  const { here, cited } = referencesOf(app);
  const reader = await openLinked(app, cited);
  const card = page.getByRole('group', { name: 'Reference' });
  await hover(app, 'reference 1');
  await expect(card).toContainText('In your library · New');
  await expect(card.getByRole('strong')).toHaveText(here.title);
  await expect(card.getByRole('button', { name: 'Show beside' })).toBeVisible();
  await expectClean(page);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await expectClean(page);

  // By keys alone: into the card, back out of it, and to the paper.
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await reader.pages.focus();
  await page.keyboard.press('Shift+L');
  for (let step = 0; step < 6; step++) await page.keyboard.press('Tab');
  const link = page.getByRole('link', { name: 'reference 1' });
  await expect(link).toBeFocused();
  await expect(card.getByRole('button', { name: 'Open' })).toBeVisible();
  await page.keyboard.press('v');
  await expect(card.getByRole('button', { name: 'Open' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await expect(link).toBeFocused();
  await page.keyboard.press('v');
  await expect(card.getByRole('button', { name: 'Open' })).toBeVisible();
  await page.keyboard.press('o');
  const tab = page.getByRole('tab', { name: here.title });
  await expect(tab).toHaveAttribute('aria-selected', 'true');
});

test('[READ-4] a reference that is not in the library is added or searched for', async ({
  app,
}) => {
  const { page, upstream } = app;
  const { old, cited } = referencesOf(app);
  await openLinked(app, cited);
  const card = page.getByRole('group', { name: 'Reference' });
  upstream.setFaults([{ kind: 'status', match: new RegExp(old.id), code: 404 }]);
  const asked = listen(app);
  await hover(app, 'reference 2');
  const add = card.getByRole('button', { name: 'Add to library' });
  await expect(add).toBeVisible();
  expect(asked().filter((url) => url.includes(old.id))).toEqual([]);
  await add.click();
  await expect(card.getByRole('status')).not.toBeEmpty();
  await expect(add).toBeVisible();
  upstream.setFaults([]);
  await add.click();
  await expect(card.getByRole('status')).toHaveText(`Added to your library: ${old.title}`);
  await expect(card.getByRole('button', { name: 'Open' })).toBeFocused();
  expect(asked().some((url) => url.includes(old.id))).toBe(true);

  await page.keyboard.press('Escape');
  await hover(app, 'reference 3');
  await card.getByRole('button', { name: 'Search online' }).click();
  await expect(page.getByRole('searchbox', { name: /Hugging Face or arXiv/ })).toHaveValue(
    'On things that nobody has',
  );
});

test('[READ-8] hovering links asks the network for nothing', async ({ app }) => {
  const { page } = app;
  const { cited } = referencesOf(app);
  await openLinked(app, cited);
  // What was begun before has come to an end when nothing was asked for a while.
  const quiet = listen(app);
  await expect
    .poll(async () => {
      const before = quiet().length;
      await page.waitForTimeout(800);
      return quiet().length - before;
    })
    .toBe(0);
  const asked = listen(app);
  const outside: string[] = [];
  const origin = new URL(page.url()).origin;
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(?:data|blob):/.test(request.url())) {
      outside.push(request.url());
    }
  });
  for (const name of ['reference 1', 'reference 2', 'reference 3']) {
    await hover(app, name);
    await expect(
      page.getByRole('group', { name: 'Reference' }).getByRole('button').first(),
    ).toBeVisible();
    await page.mouse.move(5, 5);
    await expect(page.getByRole('group', { name: 'Reference' })).toHaveCount(0);
  }
  await hover(app, 'the web');
  await page.waitForTimeout(500);
  expect(asked()).toEqual([]);
  expect(outside).toEqual([]);
});
