export { FolderTarget } from './folder-target.ts';
export { MemoryTarget } from './memory-target.ts';
export {
  isTargetName,
  type SyncTarget,
  type TargetFile,
  type TargetReason,
  type TargetResult,
} from './target.ts';
