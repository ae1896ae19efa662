import {
  RETRIED_REASONS,
  type SyncReason,
  type SyncStatus,
  type SyncTargetSetting,
} from '../../src-shared/contract/index.ts';

/** What can be done when machines are not in step; see `t.sync.stopped.offers`. */
export type Offer = 'delete' | 'keep' | 'refill' | 'join' | 'again' | 'repair' | 'disconnect';

/** The secret that is asked for. */
export type Asked = 'passphrase' | 'password';

type Way = { readonly offers: readonly Offer[]; readonly asks?: Asked };

const AGAIN: Way = { offers: ['again'] };
const WAYS: Readonly<Record<SyncReason, Way>> = {
  unreachable: AGAIN,
  busy: AGAIN,
  refused: { offers: ['again'], asks: 'password' },
  full: AGAIN,
  missing: { offers: ['again', 'disconnect'] },
  exists: AGAIN,
  strange: { offers: ['again', 'disconnect'] },
  emptied: { offers: ['again', 'refill'] },
  foreign: { offers: ['join', 'disconnect'] },
  newer: AGAIN,
  damaged: { offers: ['again', 'repair', 'disconnect'] },
  locked: { offers: [], asks: 'passphrase' },
  'wrong-passphrase': { offers: [], asks: 'passphrase' },
  'key-missing': { offers: ['again', 'disconnect'] },
  'no-key-store': AGAIN,
  'weak-passphrase': { offers: [], asks: 'passphrase' },
  encrypted: { offers: ['disconnect'], asks: 'passphrase' },
  plain: { offers: ['again', 'disconnect'] },
  'would-delete': { offers: ['keep', 'delete'] },
  disk: AGAIN,
  off: { offers: [] },
  stopped: AGAIN,
};

/** What the user can do about a reason (SYNC-4); a folder has no password. */
export function wayOut(reason: SyncReason, kind: SyncTargetSetting['kind']): Way {
  const way = WAYS[reason];
  return way.asks === 'password' && kind === 'folder' ? { offers: way.offers } : way;
}

/** The host that requests to a target go to; null for a folder. */
export function hostOf(target: SyncTargetSetting): string | null {
  return target.kind === 'folder' || !URL.canParse(target.url) ? null : new URL(target.url).host;
}

/** Whether it is tried again by itself, as long as it is not paused. */
export function isRetried({ state, trouble }: SyncStatus): boolean {
  return state === 'stopped' && trouble !== null && RETRIED_REASONS.has(trouble.reason);
}

/** Troubles that pass by themselves, so that nobody is called for. */
const PASSING: ReadonlySet<SyncReason> = new Set(['unreachable', 'busy', 'exists', 'stopped']);

/** Whether machines are not in step and the user has to do something about it. */
export function needsUser({ state, trouble }: SyncStatus): boolean {
  return state === 'stopped' && trouble !== null && !PASSING.has(trouble.reason);
}

/** Whether it passes by itself. */
export function isPassing({ state, trouble }: SyncStatus): boolean {
  return state === 'stopped' && trouble !== null && PASSING.has(trouble.reason);
}
