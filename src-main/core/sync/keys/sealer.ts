/** What makes a target's files unreadable to others, and readable again. */
export interface Sealer {
  seal(bytes: Uint8Array): Promise<Uint8Array>;
  /** Null where the bytes were sealed by another key, or are not whole. */
  open(bytes: Uint8Array): Promise<Uint8Array | null>;
}

/** Leaves everything as it is. */
export const plain: Sealer = {
  seal: async (bytes) => bytes,
  open: async (bytes) => bytes,
};
