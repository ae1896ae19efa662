import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBody } from './file-body.ts';

const SIZE = 900_000;
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-body-'));
  path = join(folder, 'paper.pdf');
  writeFileSync(
    path,
    Uint8Array.from({ length: SIZE }, (_, index) => (index * 31) % 251),
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0;
}

describe('fileBody', () => {
  it('[READ-7] gives exactly the bytes asked for, over several pieces', async () => {
    const bytes = new Uint8Array(await new Response(fileBody(path, 10, 700_009)).arrayBuffer());
    expect(bytes.byteLength).toBe(700_000);
    expect([bytes[0], bytes.at(-1)]).toEqual([(10 * 31) % 251, (700_009 * 31) % 251]);
  });

  it('[PERF-5] closes the file when the reader leaves in the middle, and nothing is thrown', async () => {
    const thrown: unknown[] = [];
    const note = (error: unknown): void => void thrown.push(error);
    process.on('uncaughtException', note);
    const before = openFiles();
    for (let round = 0; round < 50; round++) {
      const reader = fileBody(path, 0, SIZE - 1).getReader();
      await reader.read();
      await reader.cancel();
    }
    await sleep(20);
    process.off('uncaughtException', note);
    expect(thrown).toEqual([]);
    expect(openFiles()).toBeLessThanOrEqual(before + 1);
  });

  it('[READ-7] ends in an error when the file became shorter', async () => {
    const reader = fileBody(path, 0, SIZE - 1).getReader();
    await reader.read();
    truncateSync(path, 100);
    await expect(reader.read()).rejects.toThrow('shorter');
  });
});
