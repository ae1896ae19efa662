import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCore } from './core.ts';
import { elementsOf, LibraryStore, readMany } from './store/index.ts';
import { highlightOf, openTestCore, testOptions } from './test-core.ts';
import { runUntilKilled } from './test-killed.ts';

const PAPER = 'arxiv:2611.01234';
const ID = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
const KILLS = Number(process.env.OFFPRINT_CRASH_KILLS ?? 8);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-core-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a writer for so many milliseconds after its first line, kills it, returns its lines. */
async function writeUntilKilled(
  milliseconds: number,
  [name, subject]: readonly [string, string] = ['crash-writer.ts', PAPER],
): Promise<string[]> {
  return runUntilKilled({ milliseconds }, join(import.meta.dirname, name), folder, subject);
}

describe('the core', () => {
  it('[BACK-2] has every acknowledged highlight after kill -9, and the list shows them', async () => {
    const acknowledged = new Set<string>();
    for (let round = 0; round < KILLS; round++) {
      for (const id of await writeUntilKilled((round * 37) % 120)) acknowledged.add(id);
    }
    const { core, client } = await openTestCore(folder);
    const { annotations } = await client.annotations.list({ paperId: PAPER });
    const found = new Set(annotations.map(({ id }) => id));
    const lost = [...acknowledged].filter((id) => !found.has(id));
    expect(acknowledged.size).toBeGreaterThan(KILLS);
    expect(lost).toEqual([]);
    expect(await client.system.doctor({ repair: false })).toEqual({ ok: true, findings: [] });
    await core.close();
  });

  it('[BACK-2] has every acknowledged act on many papers whole after kill -9, and ends one that is sent again', {
    timeout: 30_000 + KILLS * 2_000,
  }, async () => {
    const papers = 160;
    const last = new Map<string, string>();
    for (let round = 0; round < Math.ceil(KILLS / 2); round++)
      for (const line of await writeUntilKilled((round * 67) % 400, [
        'crash-actor.ts',
        `${papers}`,
      ]))
        last.set(line.slice(1), line.slice(0, 1));
    const { core, client } = await openTestCore(folder);
    const ids = Array.from({ length: papers }, (_, n) => `arxiv:2606.${10_000 + n}`);
    const of = (kind: string) => [...last.keys()].filter((tag) => last.get(tag) === kind);
    for (const mutationId of of('?'))
      await client.papers.updateMany({ mutationId, ids, patch: { tagsAdded: [mutationId] } });
    await core.close();
    const store = await LibraryStore.open(folder);
    const said = [...(await readMany(store.collections.states, ids)).values()];
    const tags = Map.groupBy(
      said.flatMap(({ fields }) => elementsOf(fields, 'tags')),
      (tag) => tag,
    );
    await store.close();
    const whole = [...of('+'), ...of('?')];
    expect(whole.filter((tag) => tags.get(tag)?.length !== papers)).toEqual([]);
    expect(of('-').filter((tag) => tags.has(tag))).toEqual([]);
    expect(of('+').length).toBeGreaterThan(0);
  });

  it('[BACK-2] starts without the queue and layout of a damaged local.sqlite', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue();
    const first = await openTestCore(folder);
    await first.client.annotations.create({
      mutationId: 'mutation-1',
      annotation: highlightOf(ID, PAPER),
    });
    const ids = Array.from({ length: 2_000 }, (_, n) => `arxiv:2606.${10_000 + n}`);
    await first.client.files.fetch({ ids, first: false, wait: false });
    await first.core.close();
    const intact = readFileSync(join(folder, 'local.sqlite'));
    const noise = Buffer.alloc(8192, 0xa5);
    for (const at of [0, Math.floor(intact.length / 8192) * 4096]) {
      writeFileSync(join(folder, 'local.sqlite'), intact);
      const file = openSync(join(folder, 'local.sqlite'), 'r+');
      writeSync(file, noise, 0, noise.length, at);
      closeSync(file);
      const { core, client } = await openTestCore(folder);
      expect((await client.annotations.list({ paperId: PAPER })).annotations).toHaveLength(1);
      expect(await client.settings.getLayout({ window: 'main' })).toBeNull();
      await core.close();
    }
    expect(readdirSync(join(folder, 'put-aside'))).toHaveLength(2);
    expect(told).toHaveBeenCalledTimes(2);
    told.mockRestore();
  });

  it('[BACK-2] starts with a queue and a layout that it does not understand', async () => {
    const first = await openTestCore(folder);
    await first.client.files.fetch({ ids: [PAPER], first: false, wait: false });
    await first.core.close();
    const local = new DatabaseSync(join(folder, 'local.sqlite'));
    local.exec("UPDATE pdf_queue SET row = '{half'");
    local.exec(
      `INSERT OR REPLACE INTO local(name, value) VALUES ('layouts', '[{"window":"main","layout":{"panes":1}}]')`,
    );
    local.exec("INSERT OR REPLACE INTO local(name, value) VALUES ('listings', '{half')");
    local.close();
    const { core, client } = await openTestCore(folder);
    expect(await client.settings.getLayout({ window: 'main' })).toBeNull();
    expect(await client.listings.status()).toMatchObject({ syncedAt: null });
    await client.files.fetch({ ids: [PAPER], first: false, wait: false });
    expect(await client.files.status()).toMatchObject({ total: 1 });
    await core.close();
  });

  it('[START-5] gives a data folder to one core only, and to the next one after it', async () => {
    const first = await openTestCore(folder);
    expect(await openCore(testOptions(folder))).toMatchObject({ ok: false, reason: 'running' });
    await first.core.close();
    const second = await openTestCore(folder);
    await second.core.close();
  });

  it('[BACK-1] says that a database is damaged and leaves it as it is', async () => {
    const { core } = await openTestCore(folder);
    await core.close();
    const file = join(folder, 'library.sqlite');
    writeFileSync(file, 'no database at all. '.repeat(500));
    const before = readFileSync(file);
    expect(await openCore(testOptions(folder))).toMatchObject({
      ok: false,
      reason: 'database-damaged',
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('[SYNC-6] leaves a library of a newer version alone, and says so', async () => {
    const { core } = await openTestCore(folder);
    await core.close();
    const newer = new DatabaseSync(join(folder, 'library.sqlite'));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(await openCore(testOptions(folder))).toMatchObject({
      ok: false,
      reason: 'newer-version',
    });
  });

  it('[SAFE-1] refuses what the contract does not allow, before anything is written', async () => {
    const { core, client } = await openTestCore(folder);
    const annotation = { ...highlightOf(ID, PAPER), colour: 'red' };
    const refused = client.annotations.create({ mutationId: 'mutation-1', annotation } as never);
    await expect(refused).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect((await client.annotations.list({ paperId: PAPER })).annotations).toEqual([]);
    await core.close();
  });

  it('[READ-1] keeps each window as it was left, the one that was used last first', async () => {
    const { core, client } = await openTestCore(folder);
    const layoutOf = (paperId: string) => ({
      tabs: [{ paperId, title: 'T' }],
      ...{ activeTab: paperId, selectedPaper: null, sidebar: null },
      places: { [paperId]: { page: 2, top: 0.5, zoom: 1.5 } },
    });
    const set = (window: string, paperId: string) =>
      client.settings.setLayout({ window, layout: layoutOf(paperId) });
    for (let n = 0; n < 30; n++) await set(`old-${n}`, 'arxiv:0');
    await set('a', 'arxiv:1');
    await set('b', 'arxiv:2');
    await set('a', 'arxiv:3');
    await core.close();
    const again = await openTestCore(folder);
    const { windows } = await again.client.settings.listWindows();
    expect(windows.slice(0, 3)).toEqual(['a', 'b', 'old-29']);
    expect(windows).toHaveLength(20);
    expect(await again.client.settings.getLayout({ window: 'a' })).toEqual(layoutOf('arxiv:3'));
    expect(await again.client.settings.getLayout({ window: 'b' })).toEqual(layoutOf('arxiv:2'));
    expect(await again.client.settings.getLayout({ window: 'old-0' })).toBeNull();
    await again.core.close();
  });

  it('[ACC-3] keeps settings by field and the layout of this machine', async () => {
    const { core, client } = await openTestCore(folder);
    await client.settings.update({ mutationId: 'mutation-1', patch: { theme: 'dark' } });
    const layout = {
      tabs: [{ paperId: PAPER, title: 'T' }],
      activeTab: PAPER,
      selectedPaper: null,
      sidebar: 'all',
    };
    await client.settings.setLayout({ window: 'main', layout });
    await core.close();
    const again = await openTestCore(folder);
    expect(await again.client.settings.get()).toMatchObject({
      theme: 'dark',
      highlightColour: 'yellow',
    });
    expect(await again.client.settings.getLayout({ window: 'main' })).toEqual(layout);
    await again.core.close();
  });
});
