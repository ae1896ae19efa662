import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportReport } from '../../../src-shared/contract/index.ts';
import { runTest } from '../test-core.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-add-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const report = (over: Partial<ImportReport>): ImportReport => ({
  ...{ layout: 'pdf', papers: 1, new: 1, changed: 0, problems: [], ids: [], unresolved: 0 },
  ...over,
});

const refuse = () => ({ ok: false, reason: 'bad-id' }) as const;

async function put(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, name);
  return path;
}

test('[CLI-1] add takes what is in a file', async () => {
  const path = await put('mine.pdf');
  const answers = { add: refuse, import: () => report({ ids: ['file:ab'] }) };
  const ran = await runTest(['add', path, '--json'], { answers });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const row = { source: path, id: 'file:ab', new: true, reason: null, message: null };
  expect(JSON.parse(ran.stdout)).toEqual([row]);
});

test('[CLI-1] add says what is wrong with a file, and goes on', async () => {
  const [bad, page] = [await put('bad.pdf'), await put('page.txt')];
  const problems = [{ line: null, reason: 'truncated' as const }];
  const answers = {
    add: refuse,
    import: (name: string) =>
      name === 'bad.pdf'
        ? report({ papers: 0, new: 0, problems })
        : report({ layout: 'A', papers: 2, new: 1, ids: ['title:1', 'title:2'] }),
  };
  const ran = await runTest(['add', bad, page, '--json'], { answers });
  const message = `${bad}: the file ends too early.`;
  expect(JSON.parse(ran.stdout)).toEqual([
    { source: bad, id: null, new: null, reason: 'truncated', message },
    { source: page, id: 'title:1', new: null, reason: null, message: null },
    { source: page, id: 'title:2', new: null, reason: null, message: null },
  ]);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toBe(`offprint: 1 of 3 papers could not be added: ${message}\n`);
});

test('[CLI-1] add takes an id for an id, though there be a file of that name', async () => {
  const path = await put('1706.03762');
  const add = () => ({ ok: true, id: 'arxiv:1706.03762', isNew: false }) as const;
  const ran = await runTest(['add', path, '--json'], { answers: { add } });
  expect(JSON.parse(ran.stdout)).toMatchObject([{ id: 'arxiv:1706.03762', new: false }]);
});

test('[CLI-2] add refuses a folder and what is not there', async () => {
  for (const source of [folder, join(folder, 'none.pdf')]) {
    const ran = await runTest(['add', source], { answers: { add: refuse } });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(
      'is neither an arXiv id, nor the address of an arXiv paper, nor a',
    );
  }
});
