import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '../app/texts/format.ts';
import { t } from '../app/texts/index.ts';
import { setTag } from '../library/paper-acts.ts';
import { type Picking, stateOf, stopPicking, toPicked } from '../library/picking.ts';
import { queries } from '../queries.ts';
import { Picker, type PickOption } from '../ui/picker.tsx';
import { type TagsOfPapers, usePapersTags } from './papers-tags.ts';

const texts = t.acts.pickers;
const MAX_TAG = 100;

/** Puts tags on papers and takes them off. */
export function TagPicker({ picking }: { picking: Picking }) {
  const { papers } = picking;
  const all = useQuery(queries.tags()).data ?? [];
  const known = usePapersTags(papers);
  const set = (tag: string, present: boolean): void =>
    toPicked(picking, (ids) => setTag(ids, tag, present));
  return (
    <Picker
      label={texts.tagsFor(papers.count)}
      texts={{
        placeholder: texts.filterTags,
        none: texts.noTags,
        some: texts.some,
        found: texts.has,
        create: texts.newTag,
        close: texts.close,
      }}
      maxLength={MAX_TAG}
      options={optionsOf(all, known, papers.count)}
      onToggle={({ id, state }) => set(id, state !== 'all')}
      onCreate={(tag) => set(tag, true)}
      onClose={stopPicking}
    />
  );
}

/** The tags that these papers have stand first. */
function optionsOf(
  all: readonly { tag: string; papers: number }[],
  { having, known }: TagsOfPapers,
  count: number,
): PickOption[] {
  const counts = new Map([...having.keys()].map((tag) => [tag, 0]));
  for (const { tag, papers } of all) counts.set(tag, papers);
  return [...counts]
    .map(
      ([tag, papers]): PickOption => ({
        id: tag,
        label: tag,
        state: stateOf(having.get(tag) ?? 0, known, count),
        ...(papers > 0 ? { detail: formatNumber(papers) } : {}),
      }),
    )
    .sort(
      (a, b) =>
        Number(a.state === 'none') - Number(b.state === 'none') || a.label.localeCompare(b.label),
    );
}
