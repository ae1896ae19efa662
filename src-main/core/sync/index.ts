export { MemoryTarget } from './memory-target.ts';
export { type Choice, type Report, type RunParts, type RunResult, syncOnce } from './run.ts';
export { plain, type Sealer } from './sealer.ts';
export type { SyncMemory, SyncStore } from './sync-store.ts';
export type { SyncTarget, TargetFile, TargetReason, TargetResult } from './target.ts';
