export type { Identified, Identity, IdentitySource } from './types.ts';
