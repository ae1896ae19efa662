import type { BackupReport } from '../../src-shared/contract/index.ts';

/** Wording of `backup` and `restore`. */
export const backupTexts = {
  backup: {
    about: 'Make a verified backup of the library now.',
    made: (path: string, size: string) => `Backed up to ${path} (${size}).`,
  },
  restore: {
    about: "Put a backup in the library's place; what is there is kept as a backup.",
    empty: 'put an empty library there instead of a backup; what is there is kept aside',
    noFile: (path: string) => `There is no file ${path}; nothing was changed.`,
    notBoth: 'Name either a file or --empty.',
    emptied: (keptAs: string | null) =>
      keptAs === null
        ? 'The library is empty now.'
        : `The library is empty now. What was there is kept as ${keptAs}.`,
    file: 'a backup or library file; the newest good backup when left out',
    done: (keptAs: string | null) =>
      keptAs === null ? 'Restored.' : `Restored. What was there is kept as ${keptAs}.`,
  },
};

const BACKUP: Record<Extract<BackupReport, { ok: false }>['reason'], string> = {
  'disk-full': 'The disk is full; no backup was made.',
  'disk-error': 'The file system refused to store the backup.',
  damaged: 'The library does not pass its check; restore a backup instead.',
  stopped: 'The program was closed before the backup was made.',
};

/** Why there is no backup. */
export function backupMessage(reason: keyof typeof BACKUP): string {
  return BACKUP[reason];
}

const RESTORE = {
  running: 'Offprint is running on this data folder; close it first.',
  'no-backup': 'There is no good backup in the data folder.',
  'not-a-library': 'That file is no library of Offprint; nothing was changed.',
  damaged: 'That backup is damaged; nothing was changed.',
  'newer-version': 'That backup was made by a newer Offprint; nothing was changed.',
  'disk-full': 'The disk is full; nothing was changed.',
  'disk-error': 'The file system refused; the library is as it was.',
  'folder-unwritable': 'Nothing can be written to the data folder.',
  'database-damaged': 'The library is still damaged.',
  'database-missing': 'The library is still missing.',
} as const;

/** Why nothing was restored. */
export function restoreMessage(reason: keyof typeof RESTORE): string {
  return RESTORE[reason];
}
