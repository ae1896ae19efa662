export { type IsMeant, markAll, markedWords, type Part, snippetOf } from './marks.ts';
export { fold, type PlacedTerm, placedTerms, termsOf } from './terms.ts';
export {
  backwards,
  digitsOf,
  FORGIVEN_LETTERS,
  halvesOf,
  isOneTypoApart,
  withOneLetterMore,
} from './typos.ts';
