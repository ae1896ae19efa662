export { type IsMeant, markAll, markedWords, type Part, snippetOf } from './marks.ts';
export { fold, type PlacedTerm, placedTerms, termsOf } from './terms.ts';
export { backwards, FORGIVEN_LETTERS, halvesOf, isOneTypoApart } from './typos.ts';
