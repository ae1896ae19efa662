export { CollectionTree, collectionsOf, findCollection } from './collection-tree.ts';
export { Follower } from './follower.ts';
export { allIdsOf, idsOf } from './identity.ts';
export type { Group } from './keys.ts';
export type { Ask } from './list-keys.ts';
export { ofLatestDay, shownAmong, workedOn, workedOnAmong } from './lookups.ts';
export { soughtIn } from './note-rows.ts';
export { type PdfRules, PdfWants } from './pdf-wants.ts';
export { ReadModel, type ReadModelSource } from './read-model.ts';
export {
  activeDays,
  type ReadPaper,
  readPapers,
  secondsIn,
  topicsSaid,
} from './reading-time.ts';
export { mergeSaid } from './recount.ts';
export type { ListedFacts } from './rows.ts';
export { sameValues } from './same-values.ts';
export { isGrouped, orderOf, type Selection, selectionOf } from './selection.ts';
export { titleKeyOf } from './title-key.ts';
export { type PdfStateOf, rowsById, rowsOf } from './view-rows.ts';
export { type FixedList, type ViewSource, Views } from './views.ts';
