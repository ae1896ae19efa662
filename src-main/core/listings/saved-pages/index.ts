export { identityOf } from './identity.ts';
export { parseSavedPage } from './parse-saved-page.ts';
export type {
  SavedLayout,
  SavedPage,
  SavedPaper,
  SavedProblem,
  SavedProblemReason,
} from './types.ts';
