export * from './keys/index.ts';
export { LocalTables } from './library/local-tables.ts';
export type { RunParts } from './link.ts';
export type { Choice, Report, RunResult } from './report.ts';
export { syncOnce } from './run.ts';
export { Sync, SyncLog, type SyncOptions } from './service/index.ts';
export type { SyncMemory, SyncStore } from './sync-store.ts';
export * from './targets/index.ts';
