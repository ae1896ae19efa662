/** Why a backup was made; it stands in the file's name and decides how long the backup is kept. */
export type BackupReason = 'automatic' | 'manual' | 'before-migration' | 'before-restore';

/** One backup in the folder of backups. */
export type BackupInfo = {
  /** Name of the file, such as `2026-11-21T01-30-00Z-automatic.sqlite`. */
  readonly name: string;
  readonly path: string;
  /** When it was made, in milliseconds since 1970; whole seconds. */
  readonly at: number;
  readonly bytes: number;
  readonly reason: BackupReason;
  /**
   * Every backup was opened and verified when it was made. False where the file was found damaged
   * since: its whole content, if this process has looked at it, else its header and length.
   */
  readonly ok: boolean;
};

/**
 * `damaged` the copy does not pass, so the library itself may be damaged; `stopped` the program closes;
 * `disk-error` the file system refused. `detail` is for a log.
 */
export type BackupFailure = {
  readonly ok: false;
  readonly reason: 'disk-full' | 'disk-error' | 'damaged' | 'stopped';
  readonly detail: string;
};

export type BackupResult = { readonly ok: true; readonly backup: BackupInfo } | BackupFailure;

/** What became of a backup that may have been due. */
export type DueResult =
  | {
      readonly ok: true;
      readonly did: 'backed-up';
      readonly backup: BackupInfo;
      readonly thinned: ThinResult;
    }
  | { readonly ok: true; readonly did: 'nothing'; readonly because: 'unchanged' | 'not-due' }
  | BackupFailure;

/** Names of the backups that were removed. `newest-not-good`: then none is. */
export type ThinResult =
  | { readonly ok: true; readonly removed: readonly string[] }
  | {
      readonly ok: false;
      readonly reason: 'newest-not-good' | 'disk-error' | 'stopped';
      readonly detail: string;
    };

/**
 * `keptAs` is the path of what was the library before, null where there was none. The reasons are of
 * the source, but for `disk-full` and `disk-error`. The library is then what it was, unless the disk
 * failed at the very last renaming: `finishRestore` goes on from there.
 */
export type RestoreResult =
  | { readonly ok: true; readonly keptAs: string | null }
  | {
      readonly ok: false;
      readonly reason: 'not-a-library' | 'damaged' | 'newer-version' | 'disk-full' | 'disk-error';
      readonly detail: string;
    };
