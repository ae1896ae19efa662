import type { Collection } from '../../src-shared/contract/index.ts';

/** A collection with those in it. */
export type CollectionNode = Collection & { readonly children: readonly CollectionNode[] };

/** Where a collection stands: in another one or at the top, in front of a sibling or at the end. */
export type Place = { readonly parent: string | null; readonly before: string | null };

/** A drop on a collection or beside it. */
export type Drop = { readonly id: string; readonly position: 'on' | 'before' | 'after' };

type Collections = readonly Collection[];

const childrenOf = (all: Collections, parent: string | null): Collection[] =>
  all.filter((one) => one.parent === parent);

/** The collections as a tree; siblings in the order of the list. */
export function toTree(all: Collections): CollectionNode[] {
  const byParent = Map.groupBy(all, ({ parent }) => parent);
  const nodes = (parent: string | null): CollectionNode[] =>
    (byParent.get(parent) ?? []).map((one) => ({ ...one, children: nodes(one.id) }));
  return nodes(null);
}

const toList = (nodes: readonly CollectionNode[]): Collection[] =>
  nodes.flatMap(({ children, ...one }) => [one, ...toList(children)]);

/** A collection and all in it. */
export function withDescendants(all: Collections, id: string): ReadonlySet<string> {
  const found = new Set([id]);
  // Parents stand before their children.
  for (const { id: child, parent } of all) if (parent && found.has(parent)) found.add(child);
  return found;
}

/** The collections that one is in, the nearest first. */
export function ancestorsOf(all: Collections, id: string): string[] {
  const parent = all.find((one) => one.id === id)?.parent ?? null;
  return parent === null ? [] : [parent, ...ancestorsOf(all, parent)];
}

/** Where a drop puts a collection; null where it would be in itself, or where it stands anyway. */
export function placeOfDrop(all: Collections, id: string, drop: Drop): Place | null {
  const target = all.find((one) => one.id === drop.id);
  if (!target || withDescendants(all, id).has(target.id)) return null;
  const parent = drop.position === 'on' ? target.id : target.parent;
  const siblings = childrenOf(all, parent).filter((one) => one.id !== id);
  const index = siblings.indexOf(target);
  const next =
    drop.position === 'on' ? undefined : siblings[drop.position === 'before' ? index : index + 1];
  return changed(all, id, { parent, before: next?.id ?? null });
}

/** The place one step up or down among the siblings; null at the ends. */
export function placeOfStep(all: Collections, id: string, step: 1 | -1): Place | null {
  const one = all.find((candidate) => candidate.id === id);
  if (!one) return null;
  const siblings = childrenOf(all, one.parent);
  const index = siblings.indexOf(one);
  if (!siblings[index + step]) return null;
  const next = siblings[step > 0 ? index + 2 : index - 1];
  return { parent: one.parent, before: next?.id ?? null };
}

/** The place behind the collection that one is in, or inside the sibling above it; null where there is none. */
export function placeOfIndent(all: Collections, id: string, way: 'in' | 'out'): Place | null {
  const one = all.find((candidate) => candidate.id === id);
  if (!one) return null;
  if (way === 'out')
    return one.parent === null ? null : placeOfDrop(all, id, { id: one.parent, position: 'after' });
  const siblings = childrenOf(all, one.parent);
  const above = siblings[siblings.indexOf(one) - 1];
  return above ? { parent: above.id, before: null } : null;
}

function changed(all: Collections, id: string, place: Place): Place | null {
  const now = placeOf(all, id);
  return now && now.parent === place.parent && now.before === place.before ? null : place;
}

/** Where a collection stands. */
export function placeOf(all: Collections, id: string): Place | null {
  const one = all.find((candidate) => candidate.id === id);
  if (!one) return null;
  const siblings = childrenOf(all, one.parent);
  return { parent: one.parent, before: siblings[siblings.indexOf(one) + 1]?.id ?? null };
}

/** The collections with one put into a place; as they are where it cannot go there. */
export function withMoved(all: Collections, id: string, { parent, before }: Place): Collections {
  const one = all.find((candidate) => candidate.id === id);
  if (!one || (parent !== null && withDescendants(all, id).has(parent))) return all;
  const rest = all.filter((candidate) => candidate.id !== id);
  const index = rest.findIndex((candidate) => candidate.id === before);
  const moved = { ...one, parent };
  const list = index < 0 ? [...rest, moved] : rest.toSpliced(index, 0, moved);
  return toList(toTree(list));
}

/** The collections with a new, empty one at the end of its siblings. */
export function withCreated(
  all: Collections,
  made: Pick<Collection, 'id' | 'name' | 'parent'>,
): Collections {
  if (all.some(({ id }) => id === made.id)) return all;
  return toList(toTree([...all, { ...made, papers: 0, nested: 0 }]));
}

/** The collections with one called otherwise. */
export const withRenamed = (all: Collections, id: string, name: string): Collections =>
  all.map((one) => (one.id === id ? { ...one, name } : one));

/** The collections without one and those in it. */
export function withRemoved(all: Collections, id: string): Collections {
  const gone = withDescendants(all, id);
  return all.filter((one) => !gone.has(one.id));
}
