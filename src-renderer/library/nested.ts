import { useMemo } from 'react';
import { setExpanded, useExpanded } from './expanded.ts';

/** What is kept beside what is expanded: collections that are shown with those in them. */
const KEY = 'nested ';

/** The collections that are shown with the papers of those in them. */
export function useNested(): ReadonlySet<string> {
  const expanded = useExpanded();
  return useMemo(
    () =>
      new Set([...expanded].filter((id) => id.startsWith(KEY)).map((id) => id.slice(KEY.length))),
    [expanded],
  );
}

/** Shows a collection with the papers of those in it, or with its own only. */
export const showNested = (id: string, nested: boolean): void =>
  setExpanded([KEY + id], new Set(nested ? [KEY + id] : []));
