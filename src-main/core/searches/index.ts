export { type CountPapers, Searches } from './searches.ts';
