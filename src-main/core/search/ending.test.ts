import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** A program that opens the search and closes it while its threads still begin. */
const PROGRAM = `
const { Search } = await import(process.argv[1]);
const run = async () => {
  const search = new Search({
    dataDir: process.argv[2],
    sources: { library: 'a', texts: 'b' },
    build: () => 1,
    onProgress: () => {},
  });
  search.start();
  await search.close();
  console.log('closed');
};
run();
`;

test('[START-1] a process that closes the search lives until it is closed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'offprint-search-ending-'));
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', PROGRAM, new URL('./index.ts', import.meta.url).href, dataDir],
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'closed\n' });
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});
