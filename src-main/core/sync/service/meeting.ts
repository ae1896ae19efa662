import type { SyncReason } from '../../../../src-shared/contract/index.ts';
import {
  isGoodPassphrase,
  type Keys,
  lockTarget,
  meetKeys,
  unlockTarget,
  writeKeyFile,
} from '../keys/index.ts';
import { checkTarget, findMarker } from '../marker.ts';
import type { Choice } from '../report.ts';
import type { SyncTarget } from '../targets/index.ts';
import type { SyncConfig } from './config.ts';

type Failed = { readonly ok: false; readonly reason: SyncReason };

/** Keys that a target is used with; null where it is not encrypted. */
export type MetKeys = { readonly ok: true; readonly keys: Keys | null } | Failed;

/** What a machine brings to a target that it knows. */
export type Known = {
  readonly config: SyncConfig;
  readonly targetId: string | null;
  readonly keys: Keys | null;
};

/**
 * Whether a known target is still itself, and opens: to be asked before each run. A target that was
 * emptied is given its key file again where the user chose to fill it.
 */
export async function meetAgain(
  target: SyncTarget,
  { config, targetId, keys }: Known,
  choice: Choice | undefined,
): Promise<MetKeys> {
  const isRefill = choice === 'refill';
  if (targetId !== null) {
    const found = await checkTarget(target, targetId, { id: targetId, isSealed: keys !== null });
    if (!found.ok && !(isRefill && found.reason === 'emptied')) return found;
  }
  if (isRefill && config.keyFile !== null) {
    const { name, data } = config.keyFile;
    const written = await writeKeyFile(target, { name, bytes: Buffer.from(data, 'base64') });
    if (!written.ok) return written;
  }
  const met = await meetKeys(target, keys);
  if (!met.ok) return met;
  if (met.state === 'ready') return { ok: true, keys: met.keys };
  if (met.state === 'plain') return config.encrypted ? PLAIN : { ok: true, keys: null };
  if (met.state === 'missing') return { ok: false, reason: 'key-missing' };
  return { ok: false, reason: met.state };
}

/**
 * Meets a target for the first time: opens one that is encrypted, gives a new one its keys. Without a
 * passphrase the target must be one that nobody encrypted.
 */
export async function meetFirst(target: SyncTarget, passphrase: string | null): Promise<MetKeys> {
  const met = await meetKeys(target, null);
  if (!met.ok) return met;
  if (met.state === 'locked')
    return passphrase === null
      ? { ok: false, reason: 'encrypted' }
      : keyed(await unlockTarget(target, passphrase, null));
  if (met.state === 'missing') return { ok: false, reason: 'key-missing' };
  if (met.state !== 'plain') return { ok: false, reason: met.state as SyncReason };
  const marker = await findMarker(target);
  if (marker !== null && !marker.ok) return marker;
  // Its keys are on their way, or gone: it must not become one in plain text.
  if (marker?.isSealed) return { ok: false, reason: 'key-missing' };
  if (passphrase === null) return { ok: true, keys: null };
  if (met.isUsed || marker !== null) return { ok: false, reason: 'plain' };
  if (!isGoodPassphrase(passphrase)) return { ok: false, reason: 'weak-passphrase' };
  return keyed(await lockTarget(target, passphrase));
}

/** Opens a target's keys with what somebody typed. */
export async function openWith(
  target: SyncTarget,
  typed: string,
  known: Keys | null,
): Promise<MetKeys> {
  return keyed(await unlockTarget(target, typed, known));
}

/** What a look at a target tells; nothing is changed there. */
export type Look =
  | { readonly ok: true; readonly isNew: boolean; readonly encrypted: boolean }
  | Failed;

/** Looks whether machines have met at a target, and whether it is encrypted. */
export async function lookAt(target: SyncTarget): Promise<Look> {
  const marker = await findMarker(target);
  if (marker !== null && !marker.ok) return marker;
  const met = await meetKeys(target, null);
  if (!met.ok) return met;
  const encrypted = met.state !== 'plain' || marker?.isSealed === true;
  const isUsed = met.state !== 'plain' || met.isUsed;
  return { ok: true, isNew: marker === null && !isUsed, encrypted };
}

const PLAIN: Failed = { ok: false, reason: 'plain' };

function keyed(result: { ok: true; keys: Keys } | { ok: false; reason: SyncReason }): MetKeys {
  return result.ok ? { ok: true, keys: result.keys } : result;
}
