import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { SyncTargetSetting } from '../../../../src-shared/contract/index.ts';
import { LIBRARY_FILE } from '../../backup/index.ts';
import {
  CouchTarget,
  FolderTarget,
  isOpenlyReadable,
  type SyncTarget,
  type TargetReason,
  type TargetResult,
  WebdavTarget,
} from '../targets/index.ts';

/** A target, and what makes it ready for its first use or says why it cannot be used. */
export type OpenTarget = {
  readonly target: SyncTarget;
  readonly prepare: () => Promise<TargetResult<null>>;
};

/** The target that a setting speaks of. */
export function openTarget(setting: SyncTargetSetting, password: string | null): OpenTarget {
  if (setting.kind === 'folder') {
    const path = resolve(setting.path);
    return { target: new FolderTarget(path), prepare: () => prepareFolder(setting.path) };
  }
  const { url, user } = setting;
  const access = { url, user, password: password ?? '' };
  const target =
    setting.kind === 'webdav'
      ? new WebdavTarget(access)
      : new CouchTarget({ ...access, database: setting.database });
  return { target, prepare: () => target.prepare() };
}

/** Whether others on the way there may read names and passwords. */
export function isReadableOnItsWay(setting: SyncTargetSetting): boolean {
  return setting.kind !== 'folder' && isOpenlyReadable(setting.url);
}

/** Makes the folder where its parent is there, so that a drive that is not connected is not written beside. */
async function prepareFolder(path: string): Promise<TargetResult<null>> {
  if (!isAbsolute(path)) return failed('missing');
  try {
    // Inside a library's folder it would be restored, moved and lost together with it.
    const place = await realpath(path).catch(() => realpath(dirname(path)));
    if (await isInLibrary(place)) return failed('strange');
    await mkdir(path).catch(tolerateExisting);
    if (!(await stat(path)).isDirectory()) return failed('strange');
    return await probe(new FolderTarget(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return failed(code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'refused');
  }
}

async function probe(target: FolderTarget): Promise<TargetResult<null>> {
  const name = `probe-${process.pid}-${Date.now()}`;
  const written = await target.write(name, new Uint8Array(1));
  if (!written.ok) return written;
  return target.remove(name);
}

function tolerateExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function isInLibrary(path: string): Promise<boolean> {
  const isFile = await stat(join(path, LIBRARY_FILE)).then(Boolean, () => false);
  const parent = dirname(path);
  return isFile || (parent !== path && isInLibrary(parent));
}

function failed(reason: TargetReason): TargetResult<null> {
  return { ok: false, reason };
}
