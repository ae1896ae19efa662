import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportReport, importReason } from '../../../src-shared/contract/index.ts';
import { importProblem } from '../import-texts.ts';
import { runTest } from '../test-core.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

const report = (over: Partial<ImportReport> = {}): ImportReport => ({
  ...{ layout: 'json', papers: 1, new: 1, changed: 0, problems: [], ids: [], unresolved: 0 },
  ...over,
});

test('[CLI-4] import prints each file with its layout and its problems', async () => {
  const path = await file('day.json', '\ufeff[1, 2]');
  const given: unknown[] = [];
  const answers = {
    import: (name: string, content: Buffer) => {
      given.push(name, content.toString());
      return report({ problems: [{ line: 3, reason: 'bad-entry' }] });
    },
  };
  const missing = join(folder, 'none.json');
  const ran = await runTest(['import', path, missing, '--json'], { answers });
  expect(given).toEqual(['day.json', '\ufeff[1, 2]']);
  const problems = [{ line: 3, reason: 'bad-entry' }];
  const known = { file: path, layout: 'json', papers: 1, new: 1, changed: 0, problems };
  const unknown = {
    ...{ file: missing, layout: 'unknown', papers: 0, new: 0, changed: 0 },
    problems: [{ line: null, reason: 'file-not-found' }],
  };
  expect(JSON.parse(ran.stdout)).toEqual({ files: [known, unknown] });
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('line 3: an entry without what a paper needs');
});

test('[CLI-1] import sends any file as it is, whatever its size', async () => {
  const content = Buffer.alloc(1_300_000, 'é ÿ\0');
  const path = await file('picture.bin', content);
  let given: Buffer | undefined;
  const answers = {
    import: (_name: string, sent: Buffer) => {
      given = sent;
      return report();
    },
  };
  expect(await runTest(['import', path], { answers })).toMatchObject({ code: 0, stderr: '' });
  expect(given?.equals(content)).toBe(true);
});

test('[CLI-1] import takes the files of a folder and of the folders in it, sorted', async () => {
  const inside = ['b/2.HTML', 'b/a/3.jsonl', 'a.txt', 'z.pdf', 'c.zip', 'b/notes.md', '.DS_Store'];
  for (const name of inside) await file(`pages/${name}`, 'x');
  const given: string[] = [];
  const answers = {
    import: (name: string) => {
      given.push(name);
      return report();
    },
  };
  const ran = await runTest(['import', join(folder, 'pages'), '--json'], { answers });
  expect(given).toEqual(['a.txt', '2.HTML', '3.jsonl', 'c.zip', 'z.pdf']);
  expect(JSON.parse(ran.stdout).files[1].file).toBe(join(folder, 'pages', 'b', '2.HTML'));
  const empty = await file('empty/x.md', '');
  const nothing = await runTest(['import', join(empty, '..')]);
  expect(nothing.stderr).toContain('the folder holds nothing that can be imported.');
});

test('[CLI-1] import shows people a table, and the first problems below it', async () => {
  const path = await file('whole.json', '[]');
  const good = await runTest(['import', path], { answers: { import: () => report() } });
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(good.stdout.split('\n')).toEqual([
    'Layout  Papers  New  Changed  File',
    `json         1    1        0  ${path}`,
    '',
  ]);
  const problems = Array.from({ length: 1_000 }, (_, n) => {
    return { line: n + 1, reason: 'not-json' as const };
  });
  const bad = await runTest(['import', path], {
    answers: { import: () => report({ problems, problemsLeftOut: 500 }) },
  });
  expect(bad.stdout.trimEnd().split('\n')).toHaveLength(2 + 20 + 1);
  expect(bad.stdout).toContain(`${path}: and 1480 more problems\n`);
  expect(bad.stderr).toBe(`offprint: ${path}: line 1: not JSON, and 1499 more problems.\n`);
});

test('[CLI-2] an interrupt stops the import that is under way, and the files after it', async () => {
  const paths = [await file('one.txt', '1'), await file('two.txt', '2')];
  const controller = new AbortController();
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const answers = {
    import: async () => {
      controller.abort();
      await stopped;
      return report({ problems: [{ line: null, reason: 'cancelled' }] });
    },
    discard: () => stop(),
  };
  const { signal } = controller;
  const ran = await runTest(['import', ...paths, '--json'], { answers, signal });
  expect(JSON.parse(ran.stdout).files).toHaveLength(1);
  expect(ran.code).toBe(1);
});

test('[LIST-7] every reason has words of its own', () => {
  const words = importReason.options.map((reason) => importProblem({ line: null, reason }));
  expect(new Set(words).size).toBe(words.length);
});
