export type { SearchAnswer, SearchQuestion } from './engine/engine.ts';
export { reachedBySearch, SEARCH_FILE } from './files.ts';
export { LiveCounts } from './live-counts.ts';
export { Search, type SearchOptions } from './search.ts';
