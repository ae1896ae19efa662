export { type Backups, type BackupsOptions, createBackups } from './backups.ts';
export {
  finishRestore,
  newestGoodBackup,
  type RestoreOptions,
  type RestoreStep,
  restoreBackup,
} from './restore.ts';
export { scheduleBackups } from './schedule.ts';
export type {
  BackupFailure,
  BackupInfo,
  BackupReason,
  BackupResult,
  DueResult,
  RestoreResult,
  ThinResult,
} from './types.ts';
