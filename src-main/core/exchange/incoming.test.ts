import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INCOMING_FOLDER, Incoming } from './incoming.ts';

let dataDir: string;
let incoming: Incoming;
let now = 0;
const folder = (): string => join(dataDir, INCOMING_FOLDER);

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'offprint-incoming-'));
  now = 1_000;
  incoming = new Incoming(dataDir, () => now);
});

afterEach(async () => {
  await incoming.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function begin(bytes: number): Promise<string> {
  const begun = await incoming.begin({ name: 'page.txt', bytes, savedOn: null });
  if (!begun.ok) throw new Error(begun.reason);
  return begun.id;
}

const piece = (text: string): Buffer => Buffer.from(text);

describe('Incoming', () => {
  it('[LIST-7] puts a file together from its pieces, each of which may come twice', async () => {
    const id = await begin(10);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await incoming.append(id, 0, piece('abcd'))).toEqual({ ok: true, id });
    expect(await incoming.append(id, 0, piece('abcd'))).toEqual({ ok: true, id });
    expect(await incoming.take(id)).toBeUndefined();
    const sent = [incoming.append(id, 4, piece('efg')), incoming.append(id, 7, piece('hij'))];
    expect((await Promise.all(sent)).every(({ ok }) => ok)).toBe(true);
    const arrived = await incoming.take(id);
    expect(arrived).toMatchObject({ name: 'page.txt', bytes: 10, savedOn: null });
    expect(readFileSync(arrived!.path, 'utf8')).toBe('abcdefghij');
    expect(await incoming.take(id)).toBeUndefined();
  });

  it('[LIST-7] refuses a gap, more than was announced, and what it does not know', async () => {
    const id = await begin(10);
    expect(await incoming.append(id, 3, piece('x'))).toEqual({ ok: false, reason: 'bad-offset' });
    expect(await incoming.append(id, 0, piece('abcd'))).toMatchObject({ ok: true });
    expect(await incoming.append(id, 2, piece('cdef'))).toMatchObject({ reason: 'bad-offset' });
    expect(await incoming.append(id, 4, piece('efghijk'))).toMatchObject({ reason: 'too-large' });
    expect(await incoming.append('0'.repeat(32), 0, piece('x'))).toMatchObject({
      reason: 'not-found',
    });
    await incoming.discard(id);
    await incoming.discard(id);
    expect(await incoming.append(id, 4, piece('e'))).toMatchObject({ reason: 'not-found' });
    expect(readdirSync(folder())).toEqual([]);
  });

  it('[LIST-7] takes an empty file', async () => {
    expect(await incoming.take(await begin(0))).toMatchObject({ bytes: 0 });
  });

  it('[LIST-4] throws away what was forgotten for a day, and the oldest of too many', async () => {
    const old = await begin(5);
    now += 23 * 60 * 60 * 1000;
    const young = await begin(5);
    now += 2 * 60 * 60 * 1000;
    await begin(5);
    expect(await incoming.append(old, 0, piece('a'))).toMatchObject({ reason: 'not-found' });
    expect(await incoming.append(young, 0, piece('a'))).toMatchObject({ ok: true });
    for (let n = 0; n < 100; n++) await begin(1);
    expect(readdirSync(folder()).length).toBeLessThanOrEqual(100);
  });

  it('[BACK-2] leaves nothing of a former run, and nothing when it is closed', async () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(join(folder(), 'left'), 'x');
    incoming = new Incoming(dataDir);
    expect(existsSync(folder())).toBe(false);
    await begin(5);
    await incoming.close();
    expect(readdirSync(folder())).toEqual([]);
  });

  it('[LIST-4] says that the folder cannot be written', async () => {
    writeFileSync(folder(), 'in the way');
    const begun = await incoming.begin({ name: 'x', bytes: 1, savedOn: null });
    expect(begun).toEqual({ ok: false, reason: 'disk-error' });
  });
});
