export { collectedAmong, collectedPapers } from './collected.ts';
export { type EditStep, partsOf, storeEdits, storeSteps, undo } from './edits.ts';
export { decidingFields, deletedAmong, idsOf, mergedFields, purgedAmong } from './id-groups.ts';
export {
  createImportSink,
  type ImportCounts,
  type ImportedFile,
  type ImportSink,
} from './import-sink.ts';
export { listedFacts } from './listed-facts.ts';
export { createListingsLibrary } from './listings-library.ts';
export { type Change, type MutationContext, Mutations } from './mutations.ts';
export { createOwnPapers, type OwnPapers } from './own-papers.ts';
export { PaperActs } from './paper-acts.ts';
export { isUnresolved, paperIdOf } from './paper-ids.ts';
export { createPaperSink } from './paper-sink.ts';
export { Papers, type PdfQueueView, type PendingPdf } from './papers.ts';
export {
  type MergedReferences,
  mergeReferences,
  type ToldReference,
} from './reference-library.ts';
export { createTitleLibrary } from './title-library.ts';
export type { Edit, EditedCollection } from './undo-log.ts';
