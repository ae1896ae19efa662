export type { SearchAnswer, SearchQuestion } from './engine/engine.ts';
export { LiveCounts } from './live-counts.ts';
export { Search, type SearchOptions } from './search.ts';
