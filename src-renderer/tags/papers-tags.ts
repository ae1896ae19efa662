import { useEffect, useState } from 'react';
import type { FoundRow, PaperDetails } from '../../src-shared/contract/index.ts';
import type { Subjects } from '../library/selected.ts';
import { keys, queryClient } from '../queries.ts';

/** How many of some papers have each tag, of those whose tags are known here. */
export type TagsOfPapers = {
  readonly having: ReadonlyMap<string, number>;
  readonly known: number;
};

type Tagged = ReadonlyMap<string, readonly string[]>;

/** Counts the tags of papers, as far as `tagged` knows them. */
export function countTags(ids: readonly string[], tagged: Tagged): TagsOfPapers {
  const having = new Map<string, number>();
  let known = 0;
  for (const id of ids) {
    const tags = tagged.get(id);
    if (!tags) continue;
    known++;
    for (const tag of tags) having.set(tag, (having.get(tag) ?? 0) + 1);
  }
  return { having, known };
}

/** The tags of every paper that a list or the details have loaded. */
function loadedTags(): Tagged {
  const tagged = new Map<string, readonly string[]>();
  const details = queryClient.getQueriesData<PaperDetails | null>({ queryKey: keys.papers });
  for (const [, paper] of details) if (paper) tagged.set(paper.id, paper.tags);
  const windows = queryClient.getQueriesData<FoundRow[]>({ queryKey: keys.allRows });
  for (const [, rows] of windows) for (const row of rows ?? []) tagged.set(row.id, row.tags);
  return tagged;
}

/** The tags of papers, as they change. */
export function usePapersTags(papers: Subjects): TagsOfPapers {
  const [ids, setIds] = useState<readonly string[]>(papers.known ?? []);
  const [tagged, setTagged] = useState(loadedTags);
  useEffect(() => {
    void papers.all().then(setIds);
  }, [papers]);
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ type, query: { queryKey } }) => {
        const told = queryKey[0] === keys.allRows[0] || queryKey[0] === keys.papers[0];
        if (type === 'updated' && told) setTagged(loadedTags());
      }),
    [],
  );
  return countTags(ids, tagged);
}
