import { chmod, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderTarget } from './folder-target.ts';
import { MemoryTarget } from './memory-target.ts';
import { describeTarget } from './test-target-suite.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'offprint-target-'));
const some = new TextEncoder().encode('some');

describeTarget('memory', async () => {
  const target = new MemoryTarget();
  return { target, again: target, close: async () => undefined };
});

describeTarget('folder', async () => {
  const root = await newFolder();
  const close = () => rm(root, { recursive: true });
  return { target: new FolderTarget(root), again: new FolderTarget(root), close };
});

describe('a folder', () => {
  it('[SYNC-4] that is not connected is no empty target', async () => {
    const root = await newFolder();
    const target = new FolderTarget(root);
    await target.write('t/a.json', some);
    await rename(root, `${root}-away`);
    const away = { ok: false, reason: 'unreachable' };
    expect(await target.list('')).toEqual(away);
    expect(await target.read('t/a.json')).toEqual(away);
    expect(await target.write('t/b.json', some)).toEqual(away);
    await rename(`${root}-away`, root);
    expect((await target.read('t/a.json')).ok).toBe(true);
    await rm(root, { recursive: true });
  });

  it('[SYNC-2] passes over what other programs leave there', async () => {
    const root = await newFolder();
    const target = new FolderTarget(root);
    await target.write('m/a/1.seg', some);
    const strange = [
      '1.sync-conflict-20261121-ABCDEFG.seg',
      '.unfinished-12',
      '~1.tmp',
      'Desktop.ini',
    ];
    for (const name of strange) await writeFile(join(root, 'm', 'a', name), 'x');
    await mkdir(join(root, 'm', 'a', 'deep', 'deeper'), { recursive: true });
    await writeFile(join(root, 'm', 'a', 'deep', 'deeper', '1.seg'), 'x');
    // Of a kind that Windows lets everybody make.
    await symlink(root, join(root, 'm', 'round'), 'junction');
    expect(await target.list('')).toEqual({ ok: true, value: [{ name: 'm/a/1.seg', bytes: 4 }] });
    await rm(root, { recursive: true });
  });

  it('[SYNC-2] leaves nothing behind where it cannot be written', async (context) => {
    if (process.getuid?.() === 0 || process.platform === 'win32')
      return context.skip('this user may write everywhere, or rights are none of a folder’s mode');
    const root = await newFolder();
    await chmod(root, 0o500);
    expect(await new FolderTarget(root).write('t/a.json', some)).toMatchObject({
      reason: 'refused',
    });
    expect(await readdir(root)).toEqual([]);
    await rm(root, { recursive: true });
  });

  it('[SYNC-2] refuses a name that leads out of it', async () => {
    const root = await newFolder();
    const target = new FolderTarget(root);
    for (const name of ['../a', '/a', 'a/../../b', '', 'A', 'm/a/b/c/d', 'con:1']) {
      await expect(target.read(name)).rejects.toThrow('no name');
      await expect(target.write(name, some)).rejects.toThrow('no name');
      await expect(target.remove(name)).rejects.toThrow('no name');
      if (name !== '') await expect(target.list(name)).rejects.toThrow('no name');
    }
    await rm(root, { recursive: true });
  });
});
