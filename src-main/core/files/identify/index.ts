export { foldedWords } from './names.ts';
export type { Identified, Identity, IdentitySource } from './types.ts';
