import type { ManyPatch } from '../../src-shared/contract/index.ts';

/** What is known of a paper, with a patch of the user's: status, star, due day, tags. */
export function patched<T extends object>(told: T, patch: ManyPatch): T {
  const { tagsAdded = [], tagsRemoved = [], ...said } = patch;
  if (!('tags' in told) || tagsAdded.length + tagsRemoved.length === 0) return { ...told, ...said };
  return { ...told, ...said, tags: withTags(told.tags as string[], tagsAdded, tagsRemoved) };
}

function withTags(
  tags: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): readonly string[] {
  const all = new Set([...tags, ...added]);
  for (const tag of removed) all.delete(tag);
  return [...all].sort();
}
