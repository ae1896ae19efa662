import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestCore } from './test-core.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-damage-'));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

type Client = Awaited<ReturnType<typeof openTestCore>>['client'];

async function importPapers(client: Client, count: number): Promise<void> {
  const papers = Array.from({ length: count }, (_, number) => ({
    paper: { id: `2606.${10_000 + number}`, title: `${number}`, summary: 'x'.repeat(2_000) },
  }));
  const content = Buffer.from(JSON.stringify(papers));
  const begun = await client.exchange.begin({ name: 'papers.json', bytes: content.length });
  if (!begun.ok) throw new Error(begun.reason);
  const { id } = begun;
  await client.exchange.append({ id, offset: 0, data: content.toString('base64') });
  await client.exchange.import({ id });
}

/** Writes over everything but what is read when a library is opened. */
function damageLibrary(): void {
  const path = join(folder, 'library.sqlite');
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size / 2, 0xa5), 0, size / 2, size / 2);
  closeSync(file);
}

test('[BACK-1] a call that meets a damaged page has it told, and the doctor names it', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const first = await openTestCore(folder);
  await importPapers(first.client, 200);
  await first.core.close();
  const { core, client } = await openTestCore(folder);
  damageLibrary();
  const all = { limit: 1_000, offset: 0, sort: 'title' } as const;
  await expect(client.library.list(all)).rejects.toThrow('malformed');
  await expect.poll(async () => (await client.system.info()).damaged).toBe(true);
  expect(await client.system.doctor({ repair: false })).toEqual({
    ok: false,
    findings: [{ kind: 'database-damaged', subject: 'library.sqlite', repaired: false }],
  });
  await core.close();
});

test('[CLI-3] what the doctor finds of the library is told everywhere', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const first = await openTestCore(folder);
  await importPapers(first.client, 200);
  await first.core.close();
  const { core, client } = await openTestCore(folder);
  damageLibrary();
  expect((await client.system.doctor({ repair: false })).ok).toBe(false);
  expect((await client.system.info()).damaged).toBe(true);
  await core.close();
});
