import type { CollectionName } from '../store/index.ts';

/** A document as it travels. */
export type SyncRecord = {
  readonly collection: CollectionName;
  readonly document: { readonly id: string; readonly [key: string]: unknown };
};

/** A single value that two machines changed without knowing of each other, and lost to the other. */
export type Loss = {
  readonly collection: string;
  readonly id: string;
  readonly field: string;
  readonly value: unknown;
  readonly clock: string;
};

/** A document that both sides had changed, and the fields that the other side brought news of. */
export type Merge = {
  readonly collection: string;
  readonly id: string;
  readonly fields: readonly string[];
};
