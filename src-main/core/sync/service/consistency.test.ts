import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restoreLibrary } from '../../restore.ts';
import { highlightOf } from '../../test-core.ts';
import { type Client, Machines } from './test-machine.ts';

const PAPER = 'arxiv:2606.00001';
const TEN_YEARS_MS = 10 * 365 * 24 * 3_600_000;

let root: string;
let machines: Machines;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-consistency-'));
  machines = new Machines(root);
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

const mark = async (client: Client, paperId = PAPER): Promise<string> => {
  const id = randomUUID();
  const annotation = highlightOf(id, paperId);
  await client.annotations.create({ mutationId: machines.id(), annotation });
  return id;
};

const marksOn = async (client: Client, paperId = PAPER): Promise<string[]> => {
  const { annotations } = await client.annotations.list({ paperId });
  return annotations.map(({ id }) => id).sort();
};

const marksAt = (name: string, paperId = PAPER) =>
  machines.on(name, (client) => marksOn(client, paperId));

const noteOf = async (client: Client): Promise<string[]> =>
  (await client.notes.get({ key: PAPER })).note.markdown.split('\n').filter(Boolean).sort();

/** Two machines with one paper that has a highlight and a note. */
async function meet(): Promise<string> {
  const first = await machines.on('desk', async (client) => {
    await machines.addPaper(client, '2606.00001', 'On Machines in Step');
    await machines.write(client, PAPER, 'at first');
    return mark(client);
  });
  for (const name of ['desk', 'laptop']) await machines.join(name, null);
  await inStep();
  return first;
}

/** Both synchronise until neither has anything to say. */
async function inStep(): Promise<void> {
  for (let turn = 0, silent = 0; silent < 2; turn++) {
    const run = await machines.sync(turn % 2 === 0 ? 'desk' : 'laptop');
    expect(run).toMatchObject({ ok: true, newer: 0, unread: 0 });
    expect(turn).toBeLessThan(10);
    silent = run.ok && run.sent + run.changed === 0 ? silent + 1 : 0;
  }
}

it('[SYNC-4] an old backup that was restored takes nothing from others, and gets back what was sent', async () => {
  const first = await meet();
  const [device, kept] = await machines.on('laptop', async (client) => {
    const kept = await mark(client);
    const made = await client.system.backup();
    if (!made.ok) throw new Error(made.reason);
    const own = (await client.sync.machines()).find(({ isThis }) => isThis);
    return [own!.id, { id: kept, path: made.path }] as const;
  });
  const [later, never] = await machines.on('laptop', async (client) => {
    const later = await mark(client);
    await machines.write(client, PAPER, 'after the backup');
    expect(await client.sync.run({})).toMatchObject({ ok: true });
    return [later, await mark(client)];
  });
  const onDesk = await machines.on('desk', (client) => mark(client));
  expect(await restoreLibrary(join(root, 'laptop'), kept.path)).toMatchObject({ ok: true });
  await machines.on('laptop', async (client) => {
    const own = (await client.sync.machines()).find(({ isThis }) => isThis);
    expect(own!.id).not.toBe(device);
    await machines.write(client, PAPER, 'after the restore');
  });
  await inStep();
  for (const name of ['desk', 'laptop'])
    await machines.on(name, async (client) => {
      expect(await marksOn(client)).toEqual([first, kept.id, later, onDesk].sort());
      expect(await noteOf(client)).toEqual(['after the backup', 'after the restore', 'at first']);
    });
  expect(never).not.toBe(later);
});

it('[SYNC-4] a machine whose local.sqlite was damaged meets the target as a new one, and loses nothing', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const first = await meet();
  const unsent = await machines.on('laptop', (client) => mark(client));
  const onDesk = await machines.on('desk', (client) => mark(client));
  for (const suffix of ['-wal', '-shm'])
    rmSync(join(root, 'laptop', `local.sqlite${suffix}`), { force: true });
  writeFileSync(join(root, 'laptop', 'local.sqlite'), 'no database at all. '.repeat(500));
  await machines.join('laptop', null);
  await inStep();
  for (const name of ['desk', 'laptop'])
    expect(await marksAt(name)).toEqual([first, unsent, onDesk].sort());
  expect(told).toHaveBeenCalledOnce();
  told.mockRestore();
});

it('[SYNC-8] a target that is given up, or changed for another, while a run is under way', async () => {
  const first = await meet();
  const other = join(root, 'other');
  mkdirSync(other);
  const made = await machines.on('desk', async (client) => {
    const id = await mark(client);
    await Promise.all([client.sync.run({}), client.sync.disconnect(), client.sync.run({})]);
    expect(await client.sync.status()).toMatchObject({ state: 'off', target: null });
    expect(await client.sync.run({})).toMatchObject({ ok: false, reason: 'off' });
    return id;
  });
  const connect = (client: Client) =>
    client.sync.connect({
      ...{ target: { kind: 'folder', path: other }, password: null, passphrase: null },
      keep: 'file',
    });
  const late = await machines.on('laptop', async (client) => {
    const id = await mark(client);
    const [, joined] = await Promise.all([client.sync.run({}), connect(client)]);
    expect(joined).toEqual({ ok: true });
    expect(await client.sync.run({})).toMatchObject({ ok: true });
    return id;
  });
  await machines.on('desk', async (client) => {
    expect(await connect(client)).toEqual({ ok: true });
  });
  await inStep();
  for (const name of ['desk', 'laptop'])
    expect(await marksAt(name)).toEqual([first, made, late].sort());
  expect(readdirSync(join(other, 'm'))).toHaveLength(2);
});

it('[SYNC-3] what was let go for ever on one machine and worked on at another comes back', async () => {
  const first = await meet();
  await machines.on('desk', async (client) => {
    await client.papers.remove({ mutationId: machines.id(), ids: [PAPER] });
    const patch = { deleted: true };
    await client.annotations.update({ mutationId: machines.id(), id: first, patch });
    await client.trash.empty({ mutationId: machines.id(), items: [] });
    expect((await client.trash.list()).items).toEqual([]);
  });
  await machines.on('laptop', async (client) => {
    const patch = { comment: 'still of use' };
    await client.annotations.update({ mutationId: machines.id(), id: first, patch });
    const starred = { mutationId: machines.id(), id: PAPER, patch: { starred: true } };
    await client.papers.update(starred);
  });
  await inStep();
  for (const name of ['desk', 'laptop'])
    await machines.on(name, async (client) => {
      const { annotations } = await client.annotations.list({ paperId: PAPER });
      expect(annotations).toMatchObject([{ id: first, comment: 'still of use' }]);
      const { paper } = await client.papers.get({ id: PAPER });
      expect(paper).toMatchObject({ starred: true, title: 'On Machines in Step' });
      expect((await client.trash.list()).items).toEqual([]);
    });
});

it('[SYNC-3] a paper that was let go for ever on one machine and marked at another is there again', async () => {
  const first = await meet();
  await machines.on('desk', async (client) => {
    await client.papers.remove({ mutationId: machines.id(), ids: [PAPER] });
    await client.trash.empty({ mutationId: machines.id(), items: [] });
    expect(await client.library.list({})).toEqual([]);
  });
  const second = await machines.on('laptop', async (client) => {
    await machines.write(client, PAPER, 'worth keeping');
    return mark(client);
  });
  await inStep();
  for (const name of ['desk', 'laptop'])
    await machines.on(name, async (client) => {
      expect(await marksOn(client)).toEqual([first, second].sort());
      expect(await noteOf(client)).toEqual(['at first', 'worth keeping']);
      expect((await client.library.list({})).map(({ id }) => id)).toEqual([PAPER]);
    });
});

it('[SYNC-3] collections that two machines moved into each other are all there, without a circle', async () => {
  await meet();
  const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
  await machines.on('desk', async ({ collections }) => {
    for (const [id, name] of [
      [one, 'One'],
      [two, 'Two'],
      [three, 'Three'],
    ] as const)
      await collections.create({ mutationId: machines.id(), id, name, parent: null });
  });
  await inStep();
  const move = (name: string, id: string, parent: string) =>
    machines.on(name, ({ collections }) =>
      collections.move({ mutationId: machines.id(), id, parent, before: null }),
    );
  expect(await move('desk', one, two)).toMatchObject({ ok: true });
  expect(await move('laptop', two, one)).toMatchObject({ ok: true });
  await machines.on('desk', ({ collections }) =>
    collections.remove({ mutationId: machines.id(), id: three }),
  );
  const within = randomUUID();
  await machines.on('laptop', ({ collections }) =>
    collections.create({ mutationId: machines.id(), id: within, name: 'Within', parent: three }),
  );
  await inStep();
  const lists = [];
  for (const name of ['desk', 'laptop'])
    lists.push(
      await machines.on(name, async ({ collections }) => (await collections.list()).collections),
    );
  expect(lists[1]).toEqual(lists[0]);
  expect(lists[0]!.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['One', 'Two', 'Within']),
  );
  const parents = new Map(lists[0]!.map(({ id, parent }) => [id, parent]));
  for (const { id } of lists[0]!) {
    let at: string | null = id;
    for (let depth = 0; at !== null; at = parents.get(at) ?? null) expect(depth++).toBeLessThan(4);
  }
});

it('[SYNC-3] a collection that one machine deleted while another put a paper into it is there with it', async () => {
  await meet();
  const [id, empty] = [randomUUID(), randomUUID()];
  await machines.on('desk', async ({ collections }) => {
    await collections.create({ mutationId: machines.id(), id, name: 'Reading', parent: null });
    await collections.create({ mutationId: machines.id(), id: empty, name: 'Empty', parent: null });
  });
  await inStep();
  await machines.on('desk', async ({ collections }) => {
    for (const each of [id, empty])
      await collections.remove({ mutationId: machines.id(), id: each });
  });
  await machines.on('laptop', ({ collections }) =>
    collections.put({ mutationId: machines.id(), id, ids: [PAPER], present: true }),
  );
  await inStep();
  for (const name of ['desk', 'laptop']) {
    const listed = await machines.on(name, ({ collections }) => collections.list());
    expect(listed.collections).toMatchObject([{ name: 'Reading', papers: 1 }]);
  }
});

it('[SYNC-3] a paper that one machine gave another id keeps what the other said under the former one', async () => {
  const former = await machines.on('desk', async (client) => {
    const text = '@article{a, title={On Machines in Step}, author={Doe, Ada}, year={2026}}';
    await importText(client, text);
    const [paper] = await client.library.list({});
    return paper!.id;
  });
  for (const name of ['desk', 'laptop']) await machines.join(name, null);
  await inStep();
  const onLaptop = await machines.on('laptop', (client) => mark(client, former));
  const onDesk = await machines.on('desk', async (client) => {
    await machines.addPaper(client, '2606.00001', 'On Machines in Step');
    return mark(client, PAPER);
  });
  await inStep();
  for (const name of ['desk', 'laptop'])
    for (const id of [PAPER, former])
      expect(await marksAt(name, id)).toEqual([onLaptop, onDesk].sort());
});

async function importText(client: Client, text: string): Promise<void> {
  const data = Buffer.from(text);
  const begun = await client.exchange.begin({ name: 'a.bib', bytes: data.length });
  if (!begun.ok) throw new Error(begun.reason);
  await client.exchange.append({ id: begun.id, offset: 0, data: data.toString('base64') });
  await client.exchange.import({ id: begun.id });
}

it('[SYNC-3] a machine whose clock is ten years ahead keeps nobody from changing what it said', async () => {
  const first = await meet();
  const comment = (client: Client, text: string) =>
    client.annotations.update({ mutationId: machines.id(), id: first, patch: { comment: text } });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + TEN_YEARS_MS });
  await machines.on('desk', async (client) => {
    await comment(client, 'from the future');
    await client.sync.run({});
  });
  vi.useRealTimers();
  await machines.on('laptop', async (client) => {
    expect(await client.sync.run({})).toMatchObject({ ok: true });
    await comment(client, 'of today');
    await client.sync.run({});
  });
  await machines.on('desk', (client) => client.sync.run({}));
  for (const name of ['desk', 'laptop'])
    await machines.on(name, async (client) => {
      const { annotation } = await client.annotations.find({ id: first });
      expect(annotation?.comment).toBe('of today');
    });
  await machines.on('laptop', async (client) => {
    const patch = { deleted: true };
    await client.annotations.update({ mutationId: machines.id(), id: first, patch });
  });
  await inStep();
  expect(await marksAt('desk')).toEqual([]);
});
