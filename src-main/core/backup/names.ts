import type { BackupReason } from './types.ts';

const NAME =
  /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-(automatic|manual|before-migration|before-restore)(?:-\d+)?\.sqlite$/;

/** The time as a part of a name that every file system takes: `2026-11-21T01-30-00Z`. */
export function stampOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/** A backup's name that is not among those taken; the second one of a second ends with `-2`. */
export function backupName(at: number, reason: BackupReason, taken: ReadonlySet<string>): string {
  const stem = `${stampOf(at)}-${reason}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${stem}.sqlite` : `${stem}-${number}.sqlite`;
    if (!taken.has(name)) return name;
  }
}

/** What a name tells, or undefined where it is not a backup's. */
export function parseBackupName(name: string): { at: number; reason: BackupReason } | undefined {
  const [, day, hours, minutes, seconds, reason] = NAME.exec(name) ?? [];
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(at) ? undefined : { at, reason: reason as BackupReason };
}
