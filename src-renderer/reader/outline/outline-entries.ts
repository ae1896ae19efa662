/** An entry of a document's outline, with its place in user space where that is known. */
export type OutlineEntry = {
  readonly title: string;
  /** Depth from 0. */
  readonly level: number;
  /** From 0. */
  readonly page: number;
  /** Points; null for the page's top or left edge. */
  readonly top: number | null;
  readonly left: number | null;
  /** Where its heading begins in the page's text; null where only the PDF's own outline names it. */
  readonly offset: number | null;
};

/** An entry with those under it. */
export type OutlineNode = {
  /** Its place in the flat outline. */
  readonly id: number;
  readonly entry: OutlineEntry;
  readonly children: readonly OutlineNode[];
};

type Growing = OutlineNode & { readonly children: Growing[] };

/** Entries in their order as a tree, by their levels. */
export function toTree(entries: readonly OutlineEntry[]): OutlineNode[] {
  const roots: Growing[] = [];
  const path: Growing[] = [];
  for (const [id, entry] of entries.entries()) {
    const node: Growing = { id, entry, children: [] };
    while (path.length > 0 && path.at(-1)!.entry.level >= entry.level) path.pop();
    (path.at(-1)?.children ?? roots).push(node);
    path.push(node);
  }
  return roots;
}

/** An entry and those that it is under, from the outermost. */
export function pathTo(entries: readonly OutlineEntry[], id: number): number[] {
  const path: number[] = [];
  let level = Number.POSITIVE_INFINITY;
  for (let at = id; at >= 0 && level > 0; at--) {
    if (entries[at]!.level >= level) continue;
    level = entries[at]!.level;
    path.unshift(at);
  }
  return path;
}

/** The first entry behind an entry and all that is under it; -1 where it is the last. */
export function entryAfter(entries: readonly OutlineEntry[], id: number): number {
  const level = entries[id]?.level ?? 0;
  return entries.findIndex((entry, at) => at > id && entry.level <= level);
}
