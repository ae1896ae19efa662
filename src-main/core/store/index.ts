export {
  deviceOf,
  type Hlc,
  HybridClock,
  hlcMilliseconds,
  newDeviceId,
  ZERO_HLC,
} from './clock.ts';
export { isDamage, isIntact } from './damage.ts';
export * from './documents.ts';
export { arrangeKeys, keyBetween, type Ordered } from './fractional.ts';
export {
  type Changes,
  type Collections,
  LibraryStore,
  type StoredDocument,
} from './library-store.ts';
export { type LostValue, lostValues, mergeDocuments, mergeFields, sameField } from './merge.ts';
export { LIBRARY_FORMAT } from './migrations/index.ts';
export {
  BY_SYNC,
  countUnsent,
  forgetPapers,
  forgetUnsent,
  hasNews,
  hasUnsent,
  isFromFile,
  isNewsAmong,
  readUnsent,
  sendAgain,
  sendAnew,
  TRAVELLING,
  type Travelling,
  type Unsent,
  unsentAmong,
} from './outbox.ts';
export { COLLECTION_NAMES, schemaOf } from './schemas.ts';
export { openSqliteConnection, type SqliteConnection } from './sqlite/index.ts';
export {
  appendedText,
  applyTextUpdate,
  EMPTY_TEXT,
  type MergedText,
  markdownOf,
  mergeTextStates,
  TEXT_NAME,
} from './text.ts';
export * from './user-document.ts';
export {
  putAs,
  putMany,
  putOne,
  readMany,
  readOne,
  readStored,
  readWhere,
  Serial,
} from './write.ts';
