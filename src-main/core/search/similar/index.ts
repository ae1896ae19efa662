export { type FtsTables, ftsSimilarIndex } from './fts-index.ts';
export { type ComparedText, type SimilarIndex, type SimilarPaper, similarTo } from './similar.ts';
