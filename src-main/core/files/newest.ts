import type { FileDocument } from '../store/index.ts';

/**
 * Of a paper's files the one that opens: of arXiv's versions the newest, unless one whose version is
 * not known, such as the user's own, came later.
 */
export function newestFile(files: readonly FileDocument[]): FileDocument | undefined {
  const [versioned, others] = [true, false].map((has) =>
    files
      .filter(({ version }) => (version !== null) === has)
      .sort((a, b) => (b.version ?? 0) - (a.version ?? 0) || b.storedAt - a.storedAt),
  );
  const [arxiv, other] = [versioned?.[0], others?.[0]];
  if (!arxiv || !other) return arxiv ?? other;
  return other.storedAt > arxiv.storedAt ? other : arxiv;
}
