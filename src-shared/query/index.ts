/** The language of the search box: pure, for the core, the command line and the interface. */
export { type Completion, completionAt, withCompletion } from './completion.ts';
export { nearestField, nearestValue } from './nearest.ts';
export { type ParseResult, parseQuery } from './parse.ts';
export { printQuery, printTerm } from './print.ts';
export {
  allOf,
  anyOf,
  conditionsOf,
  hasTerm,
  isStructural,
  noneOf,
  sameQuery,
  termsOf,
  toggleTerm,
  withoutTerm,
  withTerm,
  wordsOf,
} from './terms.ts';
export { type Token, tokenize } from './tokens.ts';
export * from './types.ts';
