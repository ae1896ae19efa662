export { createArxiv } from './arxiv.ts';
export { type ArxivId, parseArxivId, parseCategory } from './arxiv-id.ts';
export { foldedWords, foldText } from './clean.ts';
export { type Clock, ManualClock, systemClock } from './clock.ts';
export { type FactName, NOTHING_SAID } from './facts.ts';
export {
  createHttp,
  type HostHealth,
  type HostPolicy,
  type Http,
  type HttpAnswer,
  type HttpOptions,
  type HttpRequest,
  isHtml,
  type Origins,
  PICTURE_ORIGINS,
  policiesFor,
} from './http/index.ts';
export { createHuggingFace } from './hugging-face.ts';
export { ListingsJournal } from './jobs/journal.ts';
export type { ListingsLibrary, ListingsSettings, Pictures } from './jobs/library.ts';
export {
  createMemoryArxiv,
  createMemoryHuggingFace,
  type MemoryLibrary,
} from './memory-upstream.ts';
export {
  type FileOrigin,
  fillPaper,
  type MergedPaper,
  mergePaper,
  type PaperFacts,
  withOrigin,
} from './merge-paper.ts';
export { arxivIdOf, paperIdOf } from './paper-id.ts';
export {
  fetchPicture,
  type Picture,
  type PictureResult,
  type PictureType,
  pictureTypeOf,
} from './pictures.ts';
export type { CslDate, CslName, ReferenceFacts } from './reference-facts.ts';
export {
  decodePage,
  identityOf,
  LineCounter,
  type PageFile,
  type PageHead,
  parseSavedPage,
  type ReadPage,
  type ReadPageReason,
  readSavedPage,
  type SavedLayout,
  type SavedPage,
  type SavedPaper,
  type SavedProblem,
} from './saved-pages/index.ts';
export { createListings, type Listings, type ListingsOptions } from './sync.ts';
export * from './titles/index.ts';
export type {
  Arxiv,
  ArxivFacts,
  ByIdsAnswer,
  DayAnswer,
  EntryProblem,
  HuggingFace,
  ListingEntry,
  MergeCounts,
  PaperSink,
  PaperSource,
  PapersAnswer,
  RecentAnswer,
  RecentRequest,
  SaidPaper,
  SearchAnswer,
  SearchRequest,
  TrendingAnswer,
  Upstream,
  UpstreamListing,
  UpstreamPaper,
  UpstreamResult,
} from './types.ts';
