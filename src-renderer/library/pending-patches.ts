import type { PaperPatch } from '../../src-shared/contract/index.ts';

type Said = Pick<PaperPatch, 'status' | 'starred'>;

/** What the user said of papers and the core has not acknowledged yet, by paper, in order. */
const pending = new Map<string, Said[]>();

/** Notes a patch that is on its way; the returned function says that the core has answered. */
export function addPending(id: string, patch: Said): () => void {
  pending.set(id, [...(pending.get(id) ?? []), patch]);
  return () => {
    const rest = (pending.get(id) ?? []).filter((one) => one !== patch);
    if (rest.length > 0) pending.set(id, rest);
    else pending.delete(id);
  };
}

/** A paper, or a row of one, as the core told it, with what the user has said since. */
export function withPending<T extends { readonly id: string }>(told: T): T {
  const patches = pending.get(told.id);
  return patches ? Object.assign({}, told, ...patches) : told;
}
