export { KeyRing, REFERENCE_ENDINGS, REFERENCE_FRAMES } from './key-ring.ts';
export { type ParsedReference, parseReference } from './parse-reference.ts';
