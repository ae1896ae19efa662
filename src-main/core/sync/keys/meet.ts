import { folderOf, MACHINES } from '../names.ts';
import type { SyncTarget, TargetReason, TargetResult } from '../targets/index.ts';
import { isKeyName, KEYS, type KeyFile, keyNumber, newestFirst } from './key-file.ts';
import {
  changeKeys,
  followKeys,
  type Keys,
  type KeyTrouble,
  makeKeys,
  type OpenResult,
  openKeys,
  type WrapOptions,
} from './keys.ts';

/** How a target and what a machine knows of its keys go together. */
export type KeyMeeting =
  /** Nothing is sealed there; `isUsed` where machines meet there in plain text. */
  | { readonly ok: true; readonly state: 'plain'; readonly isUsed: boolean }
  /** What is there can be read; `keys` are to be remembered where they are not those known before. */
  | { readonly ok: true; readonly state: 'ready'; readonly keys: Keys }
  /** A passphrase is needed: this machine is new here, or another one changed it. */
  | { readonly ok: true; readonly state: 'locked' }
  /** What is there is sealed, but its key file is not there (yet). Never go on in plain text. */
  | { readonly ok: true; readonly state: 'missing' }
  /** The newest key file: a later version wrote it, or it is half copied. */
  | { readonly ok: true; readonly state: 'newer' | 'damaged' }
  | { readonly ok: false; readonly reason: TargetReason };

/** What came of making or changing the keys of a target. */
export type KeysResult =
  | { readonly ok: true; readonly keys: Keys }
  /** `wrong-passphrase` and the others of `KeyTrouble`, or what the target said. */
  | { readonly ok: false; readonly reason: KeyTrouble | TargetReason };

/**
 * Looks at a target's key files; to be asked before every run, which it may forbid. Where the newest
 * file is the one that is known nothing is read.
 */
export async function meetKeys(target: SyncTarget, known: Keys | null): Promise<KeyMeeting> {
  const listed = await target.list(KEYS);
  if (!listed.ok) return listed;
  const [newest] = newestFirst(listed.value.map(({ name }) => name));
  if (known === null && newest !== undefined) return { ok: true, state: 'locked' };
  if (known === null) return listed.value.length > 0 ? missing : lookForSealed(target);
  if (newest === known.newest) return { ok: true, state: 'ready', keys: known };
  // An older one in its place seals with what may be known to somebody by now.
  if (newest === undefined || keyNumber(newest) < keyNumber(known.newest)) return missing;
  return follow(target, known);
}

/** Opens a target's keys with what somebody typed; `known` where this machine has some of them. */
export async function unlockTarget(
  target: SyncTarget,
  typed: string,
  known: Keys | null,
): Promise<KeysResult> {
  const files = await readKeyFiles(target);
  return files.ok ? written(target, await openKeys(files.value, typed, known)) : files;
}

/**
 * Gives a new target its keys: `exists` where it has some, or is used in plain text; `missing` where
 * what is there is sealed, and the keys are not there.
 */
export async function lockTarget(
  target: SyncTarget,
  passphrase: string,
  options?: WrapOptions,
): Promise<KeysResult> {
  const meeting = await meetKeys(target, null);
  if (!meeting.ok) return meeting;
  if (meeting.state === 'missing') return { ok: false, reason: 'missing' };
  if (meeting.state !== 'plain' || meeting.isUsed) return { ok: false, reason: 'exists' };
  return written(target, { ok: true, ...(await makeKeys(passphrase, options)) });
}

/**
 * Gives a target a new passphrase, and a new identity that seals; also where its key files are gone.
 * The known keys should be the newest that are there.
 */
export async function changePassphrase(
  target: SyncTarget,
  passphrase: string,
  known: Keys,
  options?: WrapOptions,
): Promise<KeysResult> {
  return written(target, { ok: true, ...(await changeKeys(passphrase, known, options)) });
}

/** Writes a key file; that it is there already is no failure. */
export async function writeKeyFile(
  target: SyncTarget,
  { name, bytes }: KeyFile,
): Promise<TargetResult<null>> {
  const result = await target.write(name, bytes);
  return !result.ok && result.reason === 'exists' ? { ok: true, value: null } : result;
}

/** All key files of a target. */
export async function readKeyFiles(target: SyncTarget): Promise<TargetResult<readonly KeyFile[]>> {
  const listed = await target.list(KEYS);
  if (!listed.ok) return listed;
  const files: KeyFile[] = [];
  for (const { name } of listed.value.filter((file) => isKeyName(file.name))) {
    const read = await target.read(name);
    if (read.ok) files.push({ name, bytes: read.value });
    else if (read.reason !== 'missing') return read;
  }
  return { ok: true, value: files };
}

const missing: KeyMeeting = { ok: true, state: 'missing' };

/** The keys of a result, once what belongs to them stands at the target. */
async function written(target: SyncTarget, result: OpenResult): Promise<KeysResult> {
  if (!result.ok) return result;
  const done = result.file === null ? null : await writeKeyFile(target, result.file);
  return done === null || done.ok ? { ok: true, keys: result.keys } : done;
}

/** Another machine wrote keys: where they only have more to open with, nobody need be asked. */
async function follow(target: SyncTarget, known: Keys): Promise<KeyMeeting> {
  const files = await readKeyFiles(target);
  if (!files.ok) return files;
  const result = await followKeys(files.value, known);
  if (!result.ok)
    return { ok: true, state: result.reason === 'wrong-passphrase' ? 'locked' : result.reason };
  const done = await written(target, result);
  if (done.ok) return { ok: true, state: 'ready', keys: done.keys };
  return { ok: false, reason: done.reason as TargetReason };
}

const SEALED = new TextEncoder().encode('age-encryption.org/v1\n');

/** Where key files come later than what they seal, one of the smallest segments tells. */
async function lookForSealed(target: SyncTarget): Promise<KeyMeeting> {
  const segments = await target.list(MACHINES);
  if (!segments.ok) return segments;
  const begun = segments.value.filter(
    ({ name, bytes }) => folderOf(name) !== null && bytes >= SEALED.length,
  );
  const [smallest] = begun.sort((a, b) => a.bytes - b.bytes);
  const read = smallest && (await target.read(smallest.name));
  if (read?.ok === false && read.reason !== 'missing') return read;
  const isSealed = read?.ok && SEALED.every((byte, at) => read.value[at] === byte);
  return isSealed ? missing : { ok: true, state: 'plain', isUsed: begun.length > 0 };
}
