export { referenceLayout } from './layout-of.ts';
export { type ReferencesHead, readReferencesFile } from './read-file.ts';
export type { ReferenceEntry, ReferenceLayout } from './types.ts';
