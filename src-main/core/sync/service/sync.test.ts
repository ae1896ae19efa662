import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { highlightOf } from '../../test-core.ts';
import { Machines } from './test-machine.ts';

const PAPER = 'arxiv:2606.00001';
const MARK = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
const PASSPHRASE = 'a good long passphrase';

/** A passphrase takes a second of one core to try, and machines are opened and closed many times. */
vi.setConfig({ testTimeout: 120_000 });

let root: string;
let machines: Machines;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-sync-'));
  machines = new Machines(root);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Two machines that meet in a folder, with one paper that has a highlight and a note. */
async function meet(passphrase: string | null = null): Promise<void> {
  await machines.on('desk', async (client) => {
    await machines.addPaper(client, '2606.00001', 'On Machines in Step');
    const annotation = highlightOf(MARK, PAPER);
    await client.annotations.create({ mutationId: machines.id(), annotation });
    await machines.write(client, PAPER, 'at first');
  });
  await machines.join('desk', passphrase);
  await machines.join('laptop', passphrase);
  expect(await machines.sync('desk')).toMatchObject({ ok: true });
  expect(await machines.sync('laptop')).toMatchObject({ ok: true });
}

it('[SYNC-1] everything that the user made reaches the other machine', async () => {
  await meet();
  await machines.on('desk', async (client) => {
    const patch = { starred: true, status: 'reading', progress: 0.4 } as const;
    await client.papers.update({ mutationId: machines.id(), id: PAPER, patch });
    const tagged = { mutationId: machines.id(), ids: [PAPER], patch: { tagsAdded: ['kept'] } };
    await client.papers.updateMany(tagged);
    await client.settings.update({ mutationId: machines.id(), patch: { theme: 'dark' } });
  });
  await machines.sync('desk');
  expect(await machines.sync('laptop')).toMatchObject({ ok: true, merged: 0 });
  await machines.on('laptop', async (client) => {
    const { paper } = await client.papers.get({ id: PAPER });
    expect(paper).toMatchObject({ title: 'On Machines in Step', starred: true, tags: ['kept'] });
    const { annotations } = await client.annotations.list({ paperId: PAPER });
    expect(annotations.map(({ id }) => id)).toEqual([MARK]);
    expect((await client.notes.get({ key: PAPER })).note.markdown).toBe('at first\n');
    expect((await client.settings.get()).theme).toBe('dark');
    const status = await client.sync.status();
    expect(status).toMatchObject({ state: 'waiting', trouble: null, unsent: 0 });
  });
});

it('[SYNC-1] papers that the user took in reach the other machine, once', async () => {
  await meet();
  await machines.on('laptop', (client) =>
    machines.addPaper(client, '2606.00002', 'Taken in on the Laptop'),
  );
  const files = (): number => readdirSync(machines.target, { recursive: true }).length;
  for (const name of ['laptop', 'desk', 'laptop', 'desk'])
    expect(await machines.sync(name)).toMatchObject({ ok: true });
  await machines.on('desk', async (client) => {
    const { paper } = await client.papers.get({ id: 'arxiv:2606.00002' });
    expect(paper?.title).toBe('Taken in on the Laptop');
  });
  const before = files();
  for (const name of ['desk', 'laptop'])
    expect(await machines.sync(name)).toMatchObject({ ok: true, sent: 0, changed: 0 });
  expect(files()).toBe(before);
});

it('[SYNC-3] edits of both machines are merged, and the log has the value that lost', async () => {
  await meet(PASSPHRASE);
  const edit = (name: string, colour: 'blue' | 'pink', comment: string | null) =>
    machines.on(name, async (client) => {
      const patch = { colour, ...(comment === null ? {} : { comment }) };
      await client.annotations.update({ mutationId: machines.id(), id: MARK, patch });
      await machines.write(client, PAPER, `from the ${name}`);
    });
  await edit('desk', 'blue', 'said at the desk');
  await edit('laptop', 'pink', null);
  for (const name of ['desk', 'laptop', 'desk'])
    expect(await machines.sync(name)).toMatchObject({ ok: true });
  for (const name of ['desk', 'laptop'])
    await machines.on(name, async (client) => {
      const { annotation } = await client.annotations.find({ id: MARK });
      expect(annotation).toMatchObject({ colour: 'pink', comment: 'said at the desk' });
      const { note } = await client.notes.get({ key: PAPER });
      expect(note.markdown.split('\n').sort()).toEqual([
        ...['', 'at first', 'from the desk', 'from the laptop'],
      ]);
      const { entries } = await client.sync.log({ limit: 20 });
      const losses = entries.flatMap((entry) => entry.losses);
      expect(losses).toMatchObject([{ field: 'colour', value: 'blue', current: 'pink' }]);
      expect(losses[0]!.subject).toMatchObject({ paperId: PAPER, title: 'On Machines in Step' });
      expect(entries.flatMap(({ merged }) => merged.map((one) => one.subject.collection))).toEqual(
        expect.arrayContaining(['annotations', 'notes']),
      );
    });
});

it('[SYNC-7] a value that lost is put back by one act, on all machines', async () => {
  await meet();
  for (const [name, comment] of [
    ['desk', 'the first thought'],
    ['laptop', 'the second thought'],
  ] as const)
    await machines.on(name, (client) =>
      client.annotations.update({ mutationId: machines.id(), id: MARK, patch: { comment } }),
    );
  for (const name of ['desk', 'laptop', 'desk']) await machines.sync(name);
  await machines.on('desk', async (client) => {
    const [entry] = (await client.sync.log({ limit: 1 })).entries;
    const [loss] = entry!.losses;
    expect(loss).toMatchObject({ value: 'the first thought', current: 'the second thought' });
    const back = { mutationId: machines.id(), id: loss!.id };
    expect(await client.sync.putBack(back)).toEqual({ found: true });
  });
  for (const name of ['desk', 'laptop']) await machines.sync(name);
  await machines.on('laptop', async (client) => {
    const { annotation } = await client.annotations.find({ id: MARK });
    expect(annotation?.comment).toBe('the first thought');
  });
});

it('[SYNC-5] a wrong passphrase changes nothing', async () => {
  await machines.join('desk', PASSPHRASE);
  await machines.sync('desk');
  const before = readdirSync(machines.target, { recursive: true }).sort();
  const target = { kind: 'folder', path: machines.target } as const;
  await machines.on('laptop', async (client) => {
    const connect = (passphrase: string | null) =>
      client.sync.connect({ target, password: null, passphrase, keep: 'file' });
    expect(await connect('another passphrase')).toEqual({ ok: false, reason: 'wrong-passphrase' });
    expect(await connect(null)).toEqual({ ok: false, reason: 'encrypted' });
    expect(await client.sync.status()).toMatchObject({ state: 'off', target: null });
    expect(readdirSync(machines.target, { recursive: true }).sort()).toEqual(before);
    expect(await connect(PASSPHRASE)).toEqual({ ok: true });
  });
});

it('[SYNC-5] a changed passphrase is asked for on the other machines, and nothing is lost', async () => {
  await meet(PASSPHRASE);
  await machines.on('desk', async (client) => {
    const passphrase = 'quite another passphrase';
    expect(await client.sync.changePassphrase({ passphrase })).toEqual({ ok: true });
    await machines.write(client, PAPER, 'after the change');
    await client.sync.run({});
  });
  await machines.on('laptop', async (client) => {
    await machines.write(client, PAPER, 'written while locked');
    expect(await client.sync.run({})).toMatchObject({ ok: false, reason: 'locked' });
    const give = (passphrase: string) =>
      client.sync.unlock({ passphrase, password: null, keep: 'file' });
    expect(await give(PASSPHRASE)).toEqual({ ok: false, reason: 'wrong-passphrase' });
    expect(await give('quite another passphrase')).toEqual({ ok: true });
    expect(await client.sync.run({})).toMatchObject({ ok: true });
    const { note } = await client.notes.get({ key: PAPER });
    expect(note.markdown.split('\n').sort()).toEqual([
      ...['', 'after the change', 'at first', 'written while locked'],
    ]);
  });
});

it('[SYNC-4] an emptied target stops with a choice, and is filled again', async () => {
  await meet(PASSPHRASE);
  for (const name of readdirSync(machines.target))
    rmSync(join(machines.target, name), { recursive: true });
  await machines.on('laptop', async (client) => {
    expect(await client.sync.run({})).toMatchObject({ ok: false, reason: 'emptied' });
    expect(await client.sync.status()).toMatchObject({ state: 'stopped' });
    expect(await client.sync.run({ choice: 'refill' })).toMatchObject({ ok: true });
  });
  expect(await machines.sync('desk')).toMatchObject({ ok: true });
  await machines.join('lab', PASSPHRASE);
  await machines.sync('lab');
  await machines.on('lab', async (client) => {
    expect((await client.notes.get({ key: PAPER })).note.markdown).toBe('at first\n');
  });
});

it('[SYNC-4] a folder that is not there is waited for', async () => {
  await meet();
  rmSync(machines.target, { recursive: true });
  expect(await machines.sync('desk')).toMatchObject({ ok: false, reason: 'unreachable' });
  await machines.on('desk', async (client) => {
    expect((await client.sync.status()).trouble).toMatchObject({ reason: 'unreachable' });
  });
});

it('[SYNC-4] a folder of a library, of this machine or another, is no target', async () => {
  const [home, share] = [join(machines.root, 'desk'), join(machines.root, 'laptop', 'share')];
  await machines.on('laptop', async () => undefined);
  await machines.on('desk', async (client) => {
    for (const path of [home, join(home, 'backups'), join(machines.root, 'laptop'), share]) {
      const target = { kind: 'folder', path } as const;
      const tested = await client.sync.test({ target, password: null });
      expect(tested, path).toMatchObject({ ok: false, reason: 'strange' });
    }
  });
  expect(existsSync(share)).toBe(false);
});

it('[SYNC-4] a great deletion asks first; what is kept stays everywhere', async () => {
  await meet();
  const ids = Array.from({ length: 30 }, () => randomUUID());
  await machines.on('desk', async (client) => {
    for (const id of ids)
      await client.annotations.create({
        ...{ mutationId: machines.id(), annotation: highlightOf(id, PAPER) },
      });
  });
  for (const name of ['desk', 'laptop']) await machines.sync(name);
  await machines.on('desk', async (client) => {
    for (const id of ids)
      await client.annotations.update({ mutationId: machines.id(), id, patch: { deleted: true } });
    await client.sync.run({});
  });
  expect(await machines.sync('laptop')).toMatchObject({ reason: 'would-delete', documents: 30 });
  await machines.on('laptop', (client) => client.sync.run({ choice: 'keep' }));
  await machines.sync('desk');
  for (const name of ['desk', 'laptop'])
    await machines.on(name, async (client) => {
      const { annotations } = await client.annotations.list({ paperId: PAPER });
      expect(annotations).toHaveLength(31);
    });
});

it('[SYNC-7] repair compares everything again and deletes nothing', async () => {
  await meet(PASSPHRASE);
  await machines.on('laptop', async (client) => {
    expect(await client.sync.repair()).toMatchObject({ ok: true, changed: 0 });
    expect((await client.annotations.list({ paperId: PAPER })).annotations).toHaveLength(1);
    expect(await client.sync.run({})).toMatchObject({ ok: true, sent: 0, changed: 0 });
  });
});

it('[SYNC-7] machines stand in a list with when they were last seen', async () => {
  await meet();
  await machines.on('laptop', async (client) => {
    const [own, other] = await client.sync.machines();
    expect(own).toMatchObject({ isThis: true });
    expect(other?.lastSeen).toBeGreaterThan(0);
    const named = { mutationId: machines.id(), id: own!.id, name: 'The laptop' };
    await client.sync.nameMachine(named);
    await client.sync.run({});
  });
  await machines.sync('desk');
  await machines.on('desk', async (client) => {
    expect((await client.sync.machines()).map(({ name }) => name)).toContain('The laptop');
  });
});

it('[SYNC-7] machines of one name are told apart, alike on all of them', async () => {
  await meet();
  await machines.sync('desk');
  const names = (name: string) =>
    machines.on(name, async (client) =>
      (await client.sync.machines()).map(({ id, name }) => `${id} ${name}`).sort(),
    );
  const shown = await names('desk');
  expect(shown).toHaveLength(2);
  expect(shown[1]).toMatch(/ \(2\)$/);
  expect(shown[0]).not.toMatch(/\)$/);
  expect(await names('laptop')).toEqual(shown);
});
