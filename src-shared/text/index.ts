/** Text as people type and look for it: pure, for the core and the interface. */
export { type FindOptions, type FoundRange, type FoundText, findIn, matcherOf } from './find.ts';
export { plainLetters } from './letters.ts';
