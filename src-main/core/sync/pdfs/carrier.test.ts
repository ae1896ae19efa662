import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Disk, realDisk } from '../../files/index.ts';
import { breaking, Carriers, hashOf, type Setting } from './test-carrying.ts';

const ARXIV = '2606.00001';
const PAPER = `arxiv:${ARXIV}`;
const HOUR = 60 * 60 * 1000;
const CONTENT = Buffer.concat([Buffer.from('%PDF-1.7 '), randomBytes(200_000)]);
const SHA256 = hashOf(CONTENT);

let root: string;
let machines: Carriers;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-carrier-'));
  machines = new Carriers(root);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const own = (name: string, content: Uint8Array = CONTENT): Promise<string> =>
  machines.on(name, (machine) => machine.own(ARXIV, content));

/** Both have it, it lies at the target once, and nothing waits. */
async function expectInStep(sha256 = SHA256): Promise<void> {
  for (const name of ['desk', 'laptop']) {
    expect(machines.stored(name, sha256)).not.toBeNull();
    await machines.on(name, async (machine) => {
      expect(await machine.file(PAPER, sha256)).toMatchObject({ origin: 'own', name: 'own.pdf' });
      expect(await machine.told(PAPER)).toHaveLength(1);
      expect(await machine.sync()).toMatchObject({ ok: true, up: 0, down: 0 });
      expect(machine.waiting).toEqual({ up: 0, down: 0 });
    });
    expect(parts(name)).toEqual([]);
  }
  expect(machines.blobs).toHaveLength(1);
}

/** What was left half written. */
function parts(name: string): string[] {
  try {
    return readdirSync(join(root, name, 'tmp'));
  } catch {
    return [];
  }
}

it('[SYNC-8] carrying that is broken off at any call of the target ends the same', async () => {
  let broken = 0;
  for (const when of ['before', 'after'] as const)
    for (let at = 0, isAll = false; !isAll; at++) {
      machines = new Carriers(mkdtempSync(join(root, 'run-')));
      await own('desk');
      await machines.inStep(['laptop']);
      const up = breaking(machines.target, at, when);
      const down = breaking(machines.target, at, when);
      await machines.inStep(['desk'], { target: up.target });
      await machines.inStep(['desk']);
      const [first] = await machines.inStep(['laptop'], { target: down.target });
      broken += first?.ok ? 0 : 1;
      await machines.inStep(['laptop', 'desk']);
      for (const name of ['desk', 'laptop'])
        expect(machines.stored(name, SHA256)?.equals(CONTENT)).toBe(true);
      expect(machines.blobs).toHaveLength(1);
      isAll = up.counted.calls <= at && down.counted.calls <= at;
    }
  expect(broken).toBeGreaterThan(2);
}, 120_000);

it('[SYNC-8] a PDF that went up when the disk was full for words of it goes once more', async () => {
  await own('desk');
  await machines.on('desk', async (machine) => {
    const { mutations } = machine.pdfs.library;
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    mutations.exclusively = () => Promise.reject(full);
    expect(await machine.carry()).toMatchObject({ ok: false, reason: 'disk', up: 0 });
  });
  const [orphan] = machines.blobs;
  expect(orphan).toBeDefined();
  await machines.inStep(['desk', 'laptop']);
  expect(machines.blobs).not.toContain(orphan);
  await expectInStep();
});

it('[SYNC-8] carrying that is ended stops between two PDFs, and goes on later', async () => {
  const other = Buffer.alloc(1_000, '%PDF-1.7 small ');
  await own('desk');
  await own('desk', other);
  const ending = new AbortController();
  const { target } = machines;
  const write = target.write.bind(target);
  target.write = async (name, bytes) => {
    if (name.startsWith('b/')) ending.abort();
    return write(name, bytes);
  };
  await machines.on('desk', async (machine) => {
    const { signal } = ending;
    expect(await machine.carry({ signal })).toMatchObject({ ok: false, reason: 'stopped', up: 1 });
    expect(machine.waiting).toEqual({ up: 1, down: 0 });
    expect(await machine.sync()).toMatchObject({ ok: true, up: 1 });
  });
  await machines.inStep(['laptop']);
  expect(machines.stored('laptop', SHA256)?.equals(CONTENT)).toBe(true);
  expect(machines.stored('laptop', hashOf(other))?.equals(other)).toBe(true);
});

it('[SYNC-8] a disk that fails at any step leaves nothing half done', async () => {
  await own('desk');
  await machines.inStep(['desk']);
  let failures = 0;
  for (let at = 0; machines.stored('laptop', SHA256) === null; at++) {
    const [result] = await machines.inStep(['laptop'], { disk: failingDisk(at) });
    if (result?.ok) break;
    expect(result).toMatchObject({ reason: 'disk', down: 0 });
    failures++;
    expect(machines.stored('laptop', SHA256)).toBeNull();
    expect(parts('laptop')).toEqual([]);
    await machines.on('laptop', async (machine) => {
      expect(await machine.file(PAPER, SHA256)).toBeUndefined();
    });
  }
  expect(failures).toBeGreaterThan(2);
  await expectInStep();
});

/** A disk that is full at one of its calls. */
function failingDisk(at: number): Disk {
  let calls = 0;
  const full = (): void => {
    if (calls++ === at) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  };
  return {
    ...realDisk,
    open: async (path, flags) => {
      full();
      const file = await realDisk.open(path, flags);
      return {
        write: async (bytes) => {
          full();
          return file.write(bytes);
        },
        sync: async () => {
          full();
          await file.sync();
        },
        close: () => file.close(),
      };
    },
    rename: async (from, to) => {
      full();
      await realDisk.rename(from, to);
    },
  };
}

it('[SYNC-1] a PDF comes only where it leaves room for what the user makes', async () => {
  await own('desk');
  await machines.inStep(['desk']);
  const disk: Disk = { ...realDisk, free: async () => 1_000_000 };
  await machines.on('laptop', async (machine) => {
    expect(await machine.sync({ disk })).toMatchObject({ ok: false, reason: 'disk', down: 0 });
    expect(machine.waiting).toEqual({ up: 0, down: 1 });
  });
  await machines.inStep(['laptop']);
  await expectInStep();
});

it('[SYNC-1] a full target ends the carrying, not the run of documents', async () => {
  await own('desk');
  const { target } = machines;
  const full = { ok: false, reason: 'full' } as const;
  const setting: Setting = {
    target: Object.assign(Object.create(target), { write: async () => full }),
  };
  await machines.on('desk', async (machine) => {
    expect(await machine.documents()).toBe(true);
    expect(await machine.carry(setting)).toMatchObject({ ok: false, reason: 'full', up: 0 });
    expect(machine.waiting).toEqual({ up: 1, down: 0 });
    expect(await machine.told(PAPER)).toEqual([]);
    expect(await machine.documents()).toBe(true);
  });
  await machines.inStep(['desk', 'laptop']);
  await expectInStep();
});

it('[SYNC-5] a damaged PDF at the target is waited for, and never placed', async () => {
  await own('desk');
  await machines.inStep(['desk']);
  const [blob] = machines.blobs;
  const whole = machines.target.files.get(blob!)!;
  const wrong = Uint8Array.from(whole, (byte, at) => (at === 1_000 ? byte ^ 1 : byte));
  await machines.on('laptop', async (machine) => {
    const now = Date.now();
    for (const bytes of [whole.subarray(0, 5_000), wrong, new Uint8Array()]) {
      machines.target.files.set(blob!, bytes);
      expect(await machine.sync({ now })).toMatchObject({ ok: true, down: 0 });
      expect(machine.waiting).toEqual({ up: 0, down: 1 });
    }
    machines.target.files.delete(blob!);
    expect(await machine.sync({ now })).toMatchObject({ ok: true, down: 0 });
    expect(machine.waiting).toEqual({ up: 0, down: 1 });
    machines.target.files.set(blob!, wrong);
    await machine.sync({ now });
    // As long as it was wrong, so it is looked at after an hour.
    machines.target.files.set(blob!, whole);
    expect(await machine.sync({ now })).toMatchObject({ down: 0 });
    expect(await machine.sync({ now: now + HOUR })).toMatchObject({ down: 1 });
  });
  await expectInStep();
});

it('[SYNC-7] repair sends again what is damaged at the target, from whoever has it', async () => {
  await own('desk');
  await machines.inStep(['desk', 'laptop']);
  const [blob] = machines.blobs;
  machines.target.files.set(
    blob!,
    machines.target.files.get(blob!)!.map((byte) => byte ^ 1),
  );
  await machines.inStep(['desk', 'laptop']);
  expect(machines.blobs).toEqual([blob]);
  const [repaired] = await machines.inStep(['laptop'], { compares: true });
  expect(repaired).toMatchObject({ ok: true, up: 1 });
  await machines.inStep(['desk', 'lab']);
  expect(machines.blobs).not.toContain(blob);
  await expectInStep();
  expect(machines.stored('lab', SHA256)?.equals(CONTENT)).toBe(true);
  const [same] = await machines.inStep(['laptop'], { compares: true });
  expect(same).toMatchObject({ ok: true, up: 0, removed: 0 });
});

it('[SYNC-1] the same PDF of both machines lies at the target once or twice, and is one', async () => {
  await own('desk');
  await own('laptop');
  await machines.on('desk', async (machine) => {
    await machine.carry();
    await machine.documents();
  });
  await machines.on('laptop', async (machine) => {
    await machine.carry();
    expect(machines.blobs).toHaveLength(2);
    await machine.documents();
  });
  await machines.inStep(['desk', 'laptop', 'desk', 'lab']);
  expect(machines.blobs).toHaveLength(2);
  for (const name of ['desk', 'laptop', 'lab'])
    await machines.on(name, async (machine) => {
      expect(await machine.told(PAPER)).toHaveLength(2);
      expect(await machine.sync()).toMatchObject({ ok: true, up: 0, down: 0, removed: 0 });
      expect(machine.waiting).toEqual({ up: 0, down: 0 });
    });
  expect(machines.stored('lab', SHA256)?.equals(CONTENT)).toBe(true);
});

it('[SYNC-1] one PDF of two papers goes up once, and comes for both', async () => {
  const other = 'arxiv:2606.00002';
  await own('desk');
  await machines.on('desk', (machine) => machine.own('2606.00002', CONTENT));
  await machines.inStep(['desk', 'laptop']);
  expect(machines.blobs).toHaveLength(1);
  await machines.on('laptop', async (machine) => {
    for (const id of [PAPER, other]) expect(await machine.file(id, SHA256)).toBeDefined();
    // One of them goes, and the other still needs it.
    await machine.trash.remove('m-1', [PAPER]);
    await machine.trash.empty('m-2', []);
  });
  await machines.inStep(['laptop', 'desk', 'lab']);
  expect(machines.blobs).toHaveLength(1);
  await machines.on('lab', async (machine) => {
    expect(await machine.file(other, SHA256)).toBeDefined();
  });
});

it('[SYNC-1] a PDF leaves the target when its paper is let go for ever, by who put it there', async () => {
  await own('desk');
  await machines.inStep(['desk', 'laptop']);
  await machines.on('laptop', async (machine) => {
    await machine.trash.remove('m-1', [PAPER]);
    expect(await machine.sync()).toMatchObject({ ok: true, removed: 0 });
  });
  const [inTrash] = await machines.inStep(['desk']);
  expect(inTrash).toMatchObject({ ok: true, removed: 0 });
  expect(machines.blobs).toHaveLength(1);
  await machines.on('laptop', async (machine) => {
    await machine.trash.empty('m-2', []);
    expect(await machine.sync()).toMatchObject({ ok: true, removed: 0 });
  });
  expect(machines.blobs).toHaveLength(1);
  const [purged] = await machines.inStep(['desk'], { carries: false });
  expect(purged).toMatchObject({ ok: true, removed: 1 });
  expect(machines.blobs).toEqual([]);
  // Nothing of this machine's is deleted, and nothing brings the paper back.
  expect(machines.stored('desk', SHA256)).not.toBeNull();
  for (const name of ['desk', 'laptop'])
    await machines.on(name, async (machine) => {
      expect(await machine.sync()).toMatchObject({ ok: true, up: 0, down: 0, removed: 0 });
      expect(machine.waiting).toEqual({ up: 0, down: 0 });
      expect(machine.blobs).toEqual([]);
    });
  expect(machines.blobs).toEqual([]);
});

it('[SYNC-1] what lies in the trash stays there, and travels once it is put back', async () => {
  await own('desk');
  await machines.on('desk', async (machine) => {
    await machine.trash.remove('m-1', [PAPER]);
    expect(await machine.sync()).toMatchObject({ ok: true, up: 0 });
    expect(machine.waiting).toEqual({ up: 0, down: 0 });
    expect((await machine.trash.list()).total).toBe(1);
    await machine.trash.restore('m-2', [{ kind: 'paper', id: PAPER }]);
    expect(await machine.sync()).toMatchObject({ ok: true, up: 1 });
  });
  await machines.inStep(['laptop']);
  await expectInStep();
});

it('[SYNC-4] what vanished from the target goes there again, from whoever has it', async () => {
  await own('desk');
  await machines.inStep(['desk', 'laptop']);
  for (const blob of machines.blobs) machines.target.files.delete(blob);
  const [again] = await machines.inStep(['laptop']);
  expect(again).toMatchObject({ ok: true, up: 1 });
  await machines.inStep(['desk', 'lab']);
  await expectInStep();
  expect(machines.stored('lab', SHA256)?.equals(CONTENT)).toBe(true);
});

it('[SYNC-1] nothing travels where the user does not want it', async () => {
  await own('desk');
  await machines.on('desk', async (machine) => {
    expect(await machine.sync({ carries: false })).toMatchObject({ ok: true, up: 0 });
    expect(machine.waiting).toEqual({ up: 0, down: 0 });
  });
  expect(machines.blobs).toEqual([]);
  await machines.inStep(['desk']);
  await machines.inStep(['laptop'], { carries: false });
  expect(machines.stored('laptop', SHA256)).toBeNull();
  await machines.inStep(['laptop']);
  await expectInStep();
});

it('[SYNC-1] a file that is not what was stored stays here, and what time is up for comes later', async () => {
  const others = [1, 2, 3].map((n) => Buffer.alloc(1_000 * n, `%PDF-1.7 ${n} `));
  await machines.on('desk', async (machine) => {
    for (const [n, content] of others.entries()) await machine.own(`2606.0000${n + 1}`, content);
    rmSync(join(root, 'desk', 'pdf', hashOf(others[0]!).slice(0, 2)), { recursive: true });
    expect(await machine.sync()).toMatchObject({ ok: true, isMore: false, up: 2 });
    expect(machine.waiting).toEqual({ up: 1, down: 0 });
  });
  await machines.on('laptop', async (machine) => {
    expect(await machine.sync({ budgetMs: 0 })).toMatchObject({ isMore: true, down: 0 });
    expect(machine.waiting).toEqual({ up: 0, down: 2 });
    expect(await machine.sync()).toMatchObject({ isMore: false, down: 2 });
  });
});
