import { expect, test } from './launch/index.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('[LIST-1] earlier listings are brought, paused, gone on with after a restart, and done', async ({
  app,
}) => {
  const { page, upstream } = app;
  await new LibraryPage(page).ready();
  await expect(page.getByRole('contentinfo')).toContainText(/up to date/i, { timeout: 30_000 });
  const from = upstream.days[0]!;
  const to = upstream.days[13]!;
  const settings = new SettingsPage(page);
  await settings.open('Earlier listings');
  // So slow that it can be paused in the middle.
  upstream.setFaults([{ match: '/api/daily_papers', kind: 'slow', bytesPerSecond: 20_000 }]);
  const form = settings.group('Bring earlier listings');
  await form.getByLabel('From').fill(from);
  await form.getByLabel('To').fill(to);
  await expect(form).toContainText(/\d+ days/);
  await form.getByRole('button', { name: 'Bring them' }).click();
  const entry = settings.group('Progress').getByRole('listitem').first();
  await expect(entry).toContainText(/Now \d+ \w+/);
  await expect(page.getByRole('contentinfo')).toContainText(/Earlier listings \d+ of \d+ days/);
  await entry.getByRole('button', { name: /^Pause/ }).click();
  await expect(entry).toContainText('Paused');
  upstream.setFaults([]);

  await app.restart();
  await new LibraryPage(app.page).ready();
  const again = new SettingsPage(app.page);
  await again.open('Earlier listings');
  const kept = again.group('Progress').getByRole('listitem').first();
  await expect(kept).toContainText('Paused');
  await kept.getByRole('button', { name: /^Resume/ }).click();
  await expect(kept).toContainText('Done', { timeout: 40_000 });
  await kept.getByRole('button', { name: /^Dismiss/ }).click();
  await expect(again.group('Progress')).toContainText('Nothing was asked for yet.');
  const first = upstream.papersOn(from)[0]!;
  const shown = await app.cli(['show', first.id, '--json']);
  expect(JSON.parse(shown.stdout).title).toBe(first.title);
});

test('[LIST-1] a range that cannot be brought is refused in words', async ({ app }) => {
  await new LibraryPage(app.page).ready();
  const settings = new SettingsPage(app.page);
  await settings.open('Earlier listings');
  const form = settings.group('Bring earlier listings');
  await form.getByLabel('From').fill('2024-02-02');
  await form.getByLabel('To').fill('2024-02-01');
  await expect(form).toContainText('The first day lies after the last one.');
  await expect(form.getByRole('button', { name: 'Bring them' })).toBeDisabled();
  await form.getByRole('button', { name: 'Everything' }).click();
  await expect(form.getByLabel('From')).toHaveValue('2023-05-04');
  await expect(form.getByRole('button', { name: 'Bring them' })).toBeEnabled();
});

test('[LIST-4] a wait of earlier listings says until when, and can be cancelled', async ({
  app,
}) => {
  const { page, upstream } = app;
  await new LibraryPage(page).ready();
  await expect(page.getByRole('contentinfo')).toContainText(/up to date/i, { timeout: 30_000 });
  const headers = { 'retry-after': '3600' };
  upstream.setFaults([{ match: '/api/', kind: 'status', code: 429, headers }]);
  const settings = new SettingsPage(page);
  await settings.open('Earlier listings');
  const form = settings.group('Bring earlier listings');
  await form.getByRole('button', { name: 'Last month' }).click();
  await form.getByRole('button', { name: 'Bring them' }).click();
  const entry = settings.group('Progress').getByRole('listitem').first();
  await expect(entry).toContainText(/Waiting: .* asked us to wait until \d/);
  await entry.getByRole('button', { name: /^Cancel/ }).click();
  await expect(entry).toContainText('Cancelled');
});
