import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Disk, realDisk } from './disk.ts';
import { openTestFiles, removeFolder, type TestFiles } from './test-files.ts';
import { makePdf } from './test-pdf.ts';
import { serveFile, startUpstream, type TestUpstream } from './test-upstream.ts';

const PDF = makePdf({ padding: 300_000 });

let upstream: TestUpstream;
let it: TestFiles;

beforeEach(async () => {
  upstream = await startUpstream((request, response) => serveFile(request, response, PDF));
});

afterEach(async () => {
  await it.shut();
  removeFolder(it.dataDir);
  await upstream.close();
});

function errorWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A disk that takes so many bytes and then fails, until it is mended. */
function failingDisk(code: string, bytes: number): Disk & { isMended: boolean } {
  let left = bytes;
  const disk: Disk & { isMended: boolean } = {
    ...realDisk,
    isMended: false,
    async open(path, flags) {
      const file = await realDisk.open(path, flags);
      return {
        async write(piece) {
          if (disk.isMended) return file.write(piece);
          // As the system does: what fits is written, and the next call fails.
          const fits = piece.subarray(0, Math.min(left, 10_000));
          if (fits.length === 0) throw errorWith(code);
          left -= fits.length;
          return file.write(fits);
        },
        sync: () => file.sync(),
        close: () => file.close(),
      };
    },
  };
  return disk;
}

describe('a disk in trouble', () => {
  const codes = [
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'disk-error'],
  ] as const;

  test.each(codes)(
    '[FILE-2] %s in the middle is %s and leaves nothing behind',
    async (code, reason) => {
      const disk = failingDisk(code, 100_000);
      it = openTestFiles({ origin: upstream.origin, disk });
      const result = await it.get('p');
      expect(result).toMatchObject({ state: 'failed', reason, bytes: null, retryAt: null });
      expect(it.left()).toEqual([]);
      disk.isMended = true;
      expect(await it.get('p')).toMatchObject({ state: 'stored', bytes: PDF.length });
    },
  );

  test('[FILE-2] a failure of the last step leaves nothing in the folder of PDFs', async () => {
    const rename = async () => {
      throw errorWith('EACCES');
    };
    it = openTestFiles({ origin: upstream.origin, disk: { ...realDisk, rename } });
    expect(await it.get('p')).toMatchObject({ state: 'failed', reason: 'disk-error' });
    expect(it.left()).toEqual([]);
    expect(it.stored.size).toBe(0);
  });

  test('[FILE-2] a folder that cannot be made is a disk-error', async () => {
    it = openTestFiles({ origin: upstream.origin });
    writeFileSync(join(it.dataDir, 'tmp'), 'in the way');
    expect(await it.get('p')).toMatchObject({ state: 'failed', reason: 'disk-error' });
  });
});

/** A file system of one megabyte; undefined where this user may not mount one. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'offprint-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    removeFolder(folder);
    return undefined;
  }
}

describe('a disk that is really full', () => {
  test('[FILE-2] is told as such, and room made is enough to go on', async ({ skip }) => {
    const small = mountSmallDisk();
    it = openTestFiles({ origin: upstream.origin });
    if (!small) return skip('skipped: a small tmpfs cannot be mounted here');
    try {
      await it.shut();
      removeFolder(it.dataDir);
      it = openTestFiles({ origin: upstream.origin, dataDir: small });
      mkdirSync(join(small, 'other'));
      fillAllBut(small, 150_000);
      const result = await it.get('p');
      expect(result).toMatchObject({ state: 'failed', reason: 'disk-full' });
      expect(it.left()).toEqual([]);
      removeFolder(join(small, 'other'));
      expect(await it.get('p')).toMatchObject({ state: 'stored', bytes: PDF.length });
      expect(statSync(join(small, it.left()[0]!)).size).toBe(PDF.length);
      await it.files.close();
    } finally {
      execFileSync('umount', ['-l', small]);
    }
  });
});

function fillAllBut(folder: string, bytes: number): void {
  const used = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  const room = 1024 * 1024 - used.reduce((sum, size) => sum + size, 0) - bytes;
  writeFileSync(join(folder, 'other', 'filler'), Buffer.alloc(room));
}
