import type { BackupInfo } from './types.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const HOURLY_FOR = DAY;
const DAILY_FOR = 14 * DAY;
const WEEKLY_FOR = 92 * DAY;
const UNTHINNED_FOR = 31 * DAY;
/** A clock may be wrong by a time zone; a backup from farther ahead was made by a wrong clock. */
const FUTURE = DAY;

/** The backups with the newest first, those last whose time is far ahead of now: it tells nothing. */
export function newestFirst<T extends Pick<BackupInfo, 'at'>>(
  backups: readonly T[],
  now: number,
): T[] {
  return backups.toSorted(
    (a, b) => Number(isAhead(a.at, now)) - Number(isAhead(b.at, now)) || b.at - a.at,
  );
}

/**
 * The backups that are not kept: one is for each hour of the last day, each day (UTC) of two weeks and
 * each week of three months, the last of that time. The newest good one stays, what the user made,
 * what was made before a restore or a migration in the last month, and what comes from the future.
 * Without a good one everything stays.
 */
export function backupsToRemove(backups: readonly BackupInfo[], now: number): BackupInfo[] {
  const ordered = newestFirst(backups, now);
  const newestGood = ordered.find(({ ok }) => ok);
  if (!newestGood) return [];
  const thinned = ordered.filter((one) => one !== newestGood && !isProtected(one, now));
  // A damaged one stands for its time only where there is no other.
  const candidates = thinned.toSorted((a, b) => Number(b.ok) - Number(a.ok));
  const kept = new Set<string>();
  return candidates.filter(({ at }) => {
    const slot = slotOf(at, now);
    if (slot === null || kept.has(slot)) return true;
    kept.add(slot);
    return false;
  });
}

function isAhead(at: number, now: number): boolean {
  return at > now + FUTURE;
}

function isProtected({ reason, at }: BackupInfo, now: number): boolean {
  if (reason === 'manual' || isAhead(at, now)) return true;
  return reason !== 'automatic' && now - at < UNTHINNED_FOR;
}

/** The stretch of time that a backup stands for; null for one that is too old for any. */
function slotOf(at: number, now: number): string | null {
  const age = now - at;
  if (age < HOURLY_FOR) return `hour ${Math.floor(at / HOUR)}`;
  if (age < DAILY_FOR) return `day ${Math.floor(at / DAY)}`;
  // 1970 began on a Thursday, weeks begin on Mondays.
  if (age < WEEKLY_FOR) return `week ${Math.floor((at / DAY + 3) / 7)}`;
  return null;
}
