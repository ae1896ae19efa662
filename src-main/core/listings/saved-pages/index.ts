export { decodePage } from './decode.ts';
export { identityOf } from './identity.ts';
export { LineCounter } from './line-counter.ts';
export { parseSavedPage } from './parse-saved-page.ts';
export {
  type PageFile,
  type PageHead,
  type ReadPage,
  type ReadPageReason,
  readSavedPage,
} from './read-saved-page.ts';
export type {
  SavedLayout,
  SavedPage,
  SavedPaper,
  SavedProblem,
  SavedProblemReason,
} from './types.ts';
