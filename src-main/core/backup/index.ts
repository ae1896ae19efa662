export { moveAside } from './aside.ts';
export { type Backups, type BackupsOptions, createBackups } from './backups.ts';
export { type FailureReason, failureOf, Refusal } from './failure.ts';
export { LIBRARY_FILE, listBackups } from './folder.ts';
export { checkLibraryFile } from './job.ts';
export { backUpBeforeMigration } from './make.ts';
export {
  finishRestore,
  newestGoodBackup,
  type RestoreOptions,
  type RestoreStep,
  restoreBackup,
  stageRestore,
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
