import { useQueries, useQuery } from '@tanstack/react-query';
import type { Collection } from '../../../src-shared/contract/index.ts';
import { formatNumber } from '../../app/texts/format.ts';
import { t } from '../../app/texts/index.ts';
import { putPapers } from '../../library/paper-acts.ts';
import { type Picking, stateOf, stopPicking, toPicked } from '../../library/picking.ts';
import { queries } from '../../queries.ts';
import { Picker, type PickOption } from '../../ui/picker.tsx';
import { collectInNew } from '../acts.ts';

const texts = t.acts.pickers;
const MAX_NAME = 200;

/** More papers than this are not asked for one by one, only to say which collections they are in. */
const MAX_ASKED = 60;

/** Puts papers into collections and takes them out. */
export function CollectionPicker({ picking }: { picking: Picking }) {
  const { papers } = picking;
  const collections = useQuery(queries.collections()).data ?? [];
  const inOf = useMemberships(papers.known ?? []);
  const put = (collection: { id: string; name: string }, present: boolean): void =>
    toPicked(picking, (ids) => putPapers(ids, collection, present));
  return (
    <Picker
      label={texts.collectionsFor(papers.count)}
      texts={{
        placeholder: texts.filterCollections,
        none: texts.noCollections,
        some: texts.some,
        found: texts.has,
        create: texts.newCollection,
        close: texts.close,
      }}
      maxLength={MAX_NAME}
      options={optionsOf(collections, inOf, papers.count)}
      onToggle={({ id, label, state }) => put({ id, name: label }, state !== 'all')}
      onCreate={(name) => toPicked(picking, (ids) => collectInNew(ids, name))}
      onClose={stopPicking}
    />
  );
}

/** For each of some papers, the collections that it is in; of many, none is looked at. */
function useMemberships(ids: readonly string[]): readonly ReadonlySet<string>[] {
  const asked = ids.length > MAX_ASKED ? [] : ids;
  return useQueries({
    queries: asked.map((id) => queries.paper(id)),
    combine: (answers) =>
      answers.flatMap(({ data }) => (data ? [new Set(data.collectionIds)] : [])),
  });
}

function optionsOf(
  collections: readonly Collection[],
  inOf: readonly ReadonlySet<string>[],
  count: number,
): PickOption[] {
  const depths = new Map<string, number>();
  return collections.map(({ id, name, parent, papers }) => {
    const depth = parent === null ? 0 : (depths.get(parent) ?? 0) + 1;
    depths.set(id, depth);
    const having = inOf.filter((of) => of.has(id)).length;
    const state = stateOf(having, inOf.length, count);
    return {
      id,
      label: name,
      depth,
      state,
      ...(papers > 0 ? { detail: formatNumber(papers) } : {}),
    };
  });
}
