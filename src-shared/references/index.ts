export { KeyRing, REFERENCE_ENDINGS, REFERENCE_FRAMES } from './key-ring.ts';
