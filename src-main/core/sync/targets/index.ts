export { type CouchAddress, couchAddress } from './couch-address.ts';
export { CouchTarget, type CouchTargetOptions } from './couch-target.ts';
export { FolderTarget } from './folder-target.ts';
export { MemoryTarget } from './memory-target.ts';
export {
  isTargetName,
  type SyncTarget,
  type TargetFile,
  type TargetReason,
  type TargetResult,
} from './target.ts';
export { isOpenlyReadable, type WebdavPlace } from './webdav-connection.ts';
export { WebdavTarget } from './webdav-target.ts';
