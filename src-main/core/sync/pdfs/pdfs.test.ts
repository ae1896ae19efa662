import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pdfWith } from '../../../../src-shared/pdf/tiny-pdf.ts';
import { pdfPath } from '../../files/index.ts';
import { highlightOf } from '../../test-core.ts';
import { type Client, Machines } from '../service/test-machine.ts';

const MARK = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
const PASSPHRASE = 'a good long passphrase';
const TITLE = 'A Treatise on Cloud Chambers';

let root: string;
let machines: Machines;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'offprint-pdfs-'));
  machines = new Machines(root);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Bytes of a PDF of one page with a line on it. */
function pdfSaying(line: string): Buffer {
  return Buffer.from(pdfWith({ content: `BT /F1 24 Tf 72 700 Td (${line}) Tj ET` }));
}

const PDF = pdfSaying(TITLE);
const SHA256 = hashOf(PDF);

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Takes a PDF in as the user does; its paper. */
async function takeIn(client: Client, bytes: Buffer, name: string): Promise<string> {
  const begun = await client.exchange.begin({ name, bytes: bytes.length });
  if (!begun.ok) throw new Error(begun.reason);
  const piece = { id: begun.id, offset: 0, data: bytes.toString('base64') };
  await client.exchange.append(piece);
  const taken = await client.exchange.import({ id: begun.id });
  if (taken.ids.length !== 1) throw new Error(JSON.stringify(taken));
  return taken.ids[0]!;
}

/** The bytes of a PDF in a machine's data folder; null where it is not there. */
function stored(name: string, sha256 = SHA256): Buffer | null {
  try {
    return readFileSync(pdfPath(join(root, name, 'pdf'), sha256));
  } catch {
    return null;
  }
}

/** Names of the PDFs at the target. */
function blobs(): string[] {
  try {
    return readdirSync(join(machines.target, 'b'))
      .filter((name) => !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}

async function inStep(...names: string[]): Promise<void> {
  for (const name of names) expect(await machines.sync(name)).toMatchObject({ ok: true });
}

/** Two machines that meet in a folder; the desk has a PDF of its own with a mark on it. */
async function meet(passphrase: string | null = null): Promise<string> {
  const paperId = await machines.on('desk', async (client) => {
    const id = await takeIn(client, PDF, 'clouds.pdf');
    const annotation = { ...highlightOf(MARK, id), fileSha256: SHA256 };
    await client.annotations.create({ mutationId: machines.id(), annotation });
    return id;
  });
  await machines.join('desk', passphrase);
  await machines.join('laptop', passphrase);
  return paperId;
}

for (const passphrase of [null, PASSPHRASE])
  it(`[SYNC-1] an own PDF reaches the other machine with its marks, ${passphrase ? 'sealed' : 'plain'}`, async () => {
    const paperId = await meet(passphrase);
    await inStep('desk', 'laptop');
    expect(stored('laptop')).toEqual(PDF);
    await machines.on('laptop', async (client) => {
      const { largest } = await client.files.storage();
      expect(largest).toMatchObject([{ paperId, sha256: SHA256, bytes: PDF.length }]);
      expect(largest[0]).toMatchObject({ keptBecause: expect.any(String) });
      const { annotations } = await client.annotations.list({ paperId });
      expect(annotations).toMatchObject([{ id: MARK, fileSha256: SHA256 }]);
      const status = await client.sync.status();
      expect(status).toMatchObject({ carriesPdfs: true, pdfsWaiting: { up: 0, down: 0 } });
    });
    const [blob] = blobs();
    expect(blobs()).toHaveLength(1);
    const bytes = readFileSync(join(machines.target, 'b', blob!));
    expect(bytes.equals(PDF)).toBe(passphrase === null);
    expect(bytes.includes('Cloud')).toBe(passphrase === null);
    await inStep('desk', 'laptop', 'desk');
    expect(blobs()).toEqual([blob]);
  });

it('[SYNC-1] a machine on which the user wants no PDFs gets and gives none, until they do', async () => {
  await meet();
  const say = (name: string, carries: boolean) =>
    machines.on(name, (client) => client.sync.setCarriesPdfs({ carries }));
  await say('desk', false);
  await inStep('desk');
  expect(blobs()).toEqual([]);
  await say('desk', true);
  await say('laptop', false);
  await inStep('desk', 'laptop');
  await machines.on('laptop', async (client) => {
    const status = await client.sync.status();
    expect(status).toMatchObject({ carriesPdfs: false, pdfsWaiting: { up: 0, down: 0 } });
  });
  expect(stored('laptop')).toBeNull();
  await say('laptop', true);
  await inStep('laptop');
  expect(stored('laptop')).toEqual(PDF);
});

it('[SYNC-8] documents come and go though PDFs cannot', async () => {
  await meet();
  // What is no folder takes no files.
  writeFileSync(join(machines.target, 'b'), '');
  await inStep('desk', 'laptop');
  await machines.on('desk', async (client) => {
    await client.sync.run({});
    const status = await client.sync.status();
    expect(status).toMatchObject({ state: 'waiting', trouble: null, pdfsWaiting: { up: 1 } });
  });
  await machines.on('laptop', async (client) => {
    const { annotation } = await client.annotations.find({ id: MARK });
    expect(annotation).toMatchObject({ fileSha256: SHA256 });
  });
  rmSync(join(machines.target, 'b'));
  await inStep('desk', 'laptop');
  expect(stored('laptop')).toEqual(PDF);
});

it('[SYNC-7] repair brings a damaged PDF at the target back', async () => {
  await meet();
  await inStep('desk');
  const [blob] = blobs();
  writeFileSync(join(machines.target, 'b', blob!), 'half');
  await inStep('desk', 'laptop');
  expect(stored('laptop')).toBeNull();
  await machines.on('desk', (client) => client.sync.repair());
  await inStep('laptop');
  expect(stored('laptop')).toEqual(PDF);
});
