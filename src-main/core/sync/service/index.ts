export { SyncLog } from './log.ts';
export { Sync, type SyncOptions } from './sync.ts';
