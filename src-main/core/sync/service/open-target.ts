import { mkdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { SyncTargetSetting } from '../../../../src-shared/contract/index.ts';
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

/** The target that a setting speaks of. `dataDir` is this library's, which is none. */
export function openTarget(
  setting: SyncTargetSetting,
  password: string | null,
  dataDir: string,
): OpenTarget {
  if (setting.kind === 'folder') {
    const path = resolve(setting.path);
    return { target: new FolderTarget(path), prepare: () => prepareFolder(setting.path, dataDir) };
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
async function prepareFolder(path: string, dataDir: string): Promise<TargetResult<null>> {
  if (!isAbsolute(path)) return failed('missing');
  try {
    await mkdir(path).catch(tolerateExisting);
    if (!(await stat(path)).isDirectory()) return failed('strange');
    // Inside the library's own folder it would be restored, moved and lost together with it.
    if (isWithin(await realpath(path), await realpath(dataDir))) return failed('strange');
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

function isWithin(path: string, folder: string): boolean {
  const steps = relative(folder, path);
  return steps === '' || (!steps.startsWith('..') && !isAbsolute(steps));
}

function failed(reason: TargetReason): TargetResult<null> {
  return { ok: false, reason };
}
