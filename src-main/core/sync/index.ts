export { plain, type Sealer } from './keys/index.ts';
export { type Choice, type Report, type RunParts, type RunResult, syncOnce } from './run.ts';
export type { SyncMemory, SyncStore } from './sync-store.ts';
export * from './targets/index.ts';
