export { createArxiv } from './arxiv.ts';
export { type ArxivId, parseArxivId, parseCategory } from './arxiv-id.ts';
export { foldText } from './clean.ts';
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
} from './http/index.ts';
export { createHuggingFace } from './hugging-face.ts';
export {
  type FileOrigin,
  type MergedPaper,
  mergePaper,
  type PaperFacts,
  withOrigin,
} from './merge-paper.ts';
export {
  identityOf,
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
export type {
  Arxiv,
  ArxivFacts,
  ByIdsAnswer,
  DayAnswer,
  EntryProblem,
  HuggingFace,
  ListingEntry,
  ListingsJournal,
  ListingsMemory,
  MergeCounts,
  PaperSink,
  PaperSource,
  PapersAnswer,
  RecentAnswer,
  RecentRequest,
  SaidPaper,
  SearchAnswer,
  SearchRequest,
  Upstream,
  UpstreamListing,
  UpstreamPaper,
  UpstreamResult,
} from './types.ts';
