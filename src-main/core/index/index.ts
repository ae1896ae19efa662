export { Follower } from './follower.ts';
export { ofLatestDay, shownAmong, workedOn, workedOnAmong } from './lookups.ts';
export { type PdfRules, PdfWants } from './pdf-wants.ts';
export { ReadModel, type ReadModelSource } from './read-model.ts';
export { mergeSaid } from './recount.ts';
export type { ListedFacts } from './rows.ts';
export { type ViewSource, Views } from './views.ts';
