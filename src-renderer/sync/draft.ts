import {
  type SecretPlace,
  type SyncReason,
  type SyncTargetSetting,
  type SyncTestResult,
  syncAddress,
  syncDatabase,
} from '../../src-shared/contract/index.ts';

/** The fields that a target is set up with. */
export type DraftField = 'path' | 'url' | 'database' | 'user' | 'password' | 'passphrase' | 'keep';

/** A target as it is typed in. */
export type Draft = {
  readonly kind: SyncTargetSetting['kind'];
  readonly path: string;
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly encrypt: boolean;
  readonly passphrase: string;
  /** Where secrets stay where there is no key store; null until somebody chose. */
  readonly keep: Exclude<SecretPlace, 'key-store'> | null;
};

/** What is wrong with a field: what is typed there, or what the core said of it. */
export type Problem = 'path' | 'url' | 'database' | 'passphrase' | 'keep' | SyncReason;
/** What is wrong with each field; a field that is good is not in it. */
export type Problems = { readonly [Field in DraftField]?: Problem };

/** What the form begins with: a folder, encrypted. */
export const EMPTY_DRAFT: Draft = {
  kind: 'folder',
  path: '',
  url: '',
  database: 'offprint',
  user: '',
  password: '',
  encrypt: true,
  passphrase: '',
  keep: null,
};

/** The target that a draft names. */
export function targetOf({ kind, path, url, database, user }: Draft): SyncTargetSetting {
  const at = { url: url.trim(), user: user.trim() };
  if (kind === 'folder') return { kind, path: path.trim() };
  return kind === 'webdav' ? { kind, ...at } : { kind, ...at, database: database.trim() };
}

/** The password that goes with it; a folder has none. */
export function passwordOf({ kind, password }: Draft): string | null {
  return kind === 'folder' || password === '' ? null : password;
}

const FULL_PATH = /^(\/|[A-Za-z]:[\\/]|\\\\)/;

/** What is wrong with the target as it is typed. */
export function targetProblems(draft: Draft): Problems {
  const { kind } = draft;
  if (kind === 'folder') return FULL_PATH.test(draft.path.trim()) ? {} : { path: 'path' };
  return {
    ...(isTaken(syncAddress, draft.url) ? {} : { url: 'url' }),
    ...(kind === 'webdav' || isTaken(syncDatabase, draft.database) ? {} : { database: 'database' }),
  };
}

function isTaken(shape: typeof syncAddress | typeof syncDatabase, typed: string): boolean {
  return shape.safeParse(typed.trim()).success;
}

/** What is known of the target whose test went well, or null. */
export type Found = Extract<SyncTestResult, { ok: true }> | null;

/** Whether a passphrase goes with the target: as it is there already, or as the user wants it. */
export function isEncrypted({ encrypt }: Draft, found: Found): boolean {
  return found === null || found.isNew ? encrypt : found.encrypted;
}

/** Whether there is a secret to be kept. */
export function hasSecret(draft: Draft, found: Found): boolean {
  return isEncrypted(draft, found) || passwordOf(draft) !== null;
}

/** What is wrong with the secrets and where they are to stay. */
export function secretProblems(draft: Draft, found: Found, hasKeyStore: boolean): Problems {
  const asksKeep = !hasKeyStore && draft.keep === null && hasSecret(draft, found);
  return {
    ...(isEncrypted(draft, found) && draft.passphrase === '' ? { passphrase: 'passphrase' } : {}),
    ...(asksKeep ? { keep: 'keep' } : {}),
  };
}

/** Where the secrets of a draft are to stay. */
export function placeFor({ keep }: Draft, hasKeyStore: boolean): SecretPlace {
  return hasKeyStore ? 'key-store' : (keep ?? 'session');
}

/**
 * Whether what a test found is other than what the form was filled in for, so that the user has to
 * see it before anything is connected.
 */
export function isSurprise(draft: Draft, found: NonNullable<Found>): boolean {
  return !found.isNew && (found.encrypted || draft.encrypt);
}

const OF_PASSPHRASE: ReadonlySet<SyncReason> = new Set([
  'locked',
  'wrong-passphrase',
  'weak-passphrase',
  'encrypted',
]);
const OF_ADDRESS: ReadonlySet<SyncReason> = new Set([
  'unreachable',
  'missing',
  'strange',
  'full',
  'disk',
]);

/** The field that a reason of the core's is about; null where it is about none. */
export function fieldOf(reason: SyncReason, kind: Draft['kind']): DraftField | null {
  const address = kind === 'folder' ? 'path' : 'url';
  if (OF_PASSPHRASE.has(reason)) return 'passphrase';
  if (reason === 'refused') return kind === 'folder' ? 'path' : 'password';
  return OF_ADDRESS.has(reason) ? address : null;
}
