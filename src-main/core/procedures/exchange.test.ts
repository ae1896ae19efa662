import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lineAt, stampAt, writePdf } from '../files/test-pdf.ts';
import { openTestCore } from '../test-core.ts';

type Opened = Awaited<ReturnType<typeof openTestCore>>;

let folder: string;
let opened: Opened;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-exchange-'));
  opened = await openTestCore(folder);
});

afterEach(async () => {
  await opened.core.close();
  rmSync(folder, { recursive: true, force: true });
});

const TITLE = 'On the Length of the Coast of Some Islands';
const STAMP = 'arXiv:2606.00467v2 [cs.CL] 12 Jun 2026';
const ABSTRACT = `We measure what cannot be measured. ${'It is a long abstract. '.repeat(12)}`;
const PAGE = ['Daily Papers', '', TITLE, '', ABSTRACT, ''].join('\n');

/** A paper's first page; `seed` makes files of the same paper differ. */
function pdf({ stamp = '', seed = '' } = {}): Buffer {
  const body = Array.from({ length: 12 }, (_, i) => lineAt(72, 500 - 14 * i, 10, `Line ${i}`));
  const head = lineAt(72, 700, 18, TITLE, 'F2') + lineAt(72, 660, 12, 'Ada Lovelace');
  const margin = stamp ? stampAt(stamp) : '';
  return writePdf({ pages: [head + body.join('') + margin + lineAt(72, 300, 10, `Run ${seed}`)] });
}

async function take(name: string, content: Buffer | string) {
  const bytes = Buffer.from(content as string);
  const { exchange } = opened.client;
  const begun = await exchange.begin({ name, bytes: bytes.length });
  if (!begun.ok) throw new Error(begun.reason);
  await exchange.append({ id: begun.id, offset: 0, data: bytes.toString('base64') });
  return exchange.import({ id: begun.id });
}

const list = async (): Promise<string[]> =>
  (await opened.client.library.list({})).map(({ id }) => id);

const remove = (...ids: string[]) => opened.client.papers.remove({ mutationId: randomUUID(), ids });

describe('what comes in from files', () => {
  it('[LIB-7] takes a paper out of the trash whose PDF the user brings again', async () => {
    const { ids } = await take('mine.pdf', pdf());
    await remove(...ids);
    expect(await list()).toEqual([]);
    expect((await take('mine.pdf', pdf())).ids).toEqual(ids);
    expect(await list()).toEqual(ids);
    await remove(...ids);
    expect((await take('another copy.pdf', pdf({ seed: 'another' }))).ids).toEqual(ids);
    expect(await list()).toEqual(ids);
  });

  it('[LIB-7] takes a paper out of the trash that lies there for ever, or by a former id', async () => {
    const former = (await take('mine.pdf', pdf())).ids;
    await remove(...former);
    await opened.client.trash.empty({ mutationId: randomUUID(), items: [] });
    expect((await take('mine.pdf', pdf())).ids).toEqual(former);
    expect(await list()).toEqual(former);
    await remove(...former);
    const present = (await take('stamped.pdf', pdf({ stamp: STAMP }))).ids;
    expect(present).toEqual(['arxiv:2606.00467']);
    expect(await list()).toContain('arxiv:2606.00467');
  });

  it('[LIB-7] leaves a paper in the trash that a saved page tells of', async () => {
    const { ids } = await take('page.txt', PAGE);
    expect(await list()).toEqual(ids);
    await remove(...ids);
    await take('page.txt', PAGE);
    await take('again.txt', PAGE);
    expect(await list()).toEqual([]);
  });
});
