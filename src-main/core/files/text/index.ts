export type { Holder } from './text-store.ts';
export {
  createTexts,
  type HolderChanges,
  type Texts,
  type TextsOptions,
  type TextsStatus,
} from './texts.ts';
export {
  type ExtractedPage,
  TEXT_FILE,
  type TextEntry,
  type TextReason,
  type TextState,
} from './types.ts';
