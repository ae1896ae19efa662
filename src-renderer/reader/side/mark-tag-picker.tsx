import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import type { Annotation } from '../../../src-shared/contract/index.ts';
import { t } from '../../app/texts/index.ts';
import { queries } from '../../queries.ts';
import { Picker, type PickOption } from '../../ui/picker.tsx';
import type { ReaderSession } from '../reader-session.ts';
import type { ReaderStore } from '../reader-store.ts';
import { tagsOf } from './mark-filter.ts';

const texts = t.acts.pickers;
const MAX_TAG = 100;

function TagsOfMark(props: {
  readonly mark: Annotation;
  readonly session: ReaderSession;
  readonly onClose: () => void;
}) {
  const { mark, session, onClose } = props;
  const ofPapers = useQuery(queries.tags()).data ?? [];
  const ofMarks = tagsOf(session.marks.placed.map((placed) => placed.mark));
  const others = [...new Set([...ofMarks, ...ofPapers.map(({ tag }) => tag)])];
  const option = (tag: string): PickOption => ({
    id: tag,
    label: tag,
    state: mark.tags.includes(tag) ? 'all' : 'none',
  });
  const toggle = (tag: string): void => {
    const has = mark.tags.includes(tag);
    session.marks.change(mark, {
      tags: has ? mark.tags.filter((one) => one !== tag) : [...mark.tags, tag],
    });
  };
  return (
    <Picker
      label={t.reader.tagsOfMark}
      texts={{
        placeholder: texts.filterTags,
        none: texts.noTags,
        some: texts.some,
        found: texts.has,
        create: texts.newTag,
        close: texts.close,
      }}
      maxLength={MAX_TAG}
      options={[...new Set([...mark.tags, ...others])].map(option)}
      onToggle={({ id }) => toggle(id)}
      onCreate={(tag) => !mark.tags.includes(tag) && toggle(tag)}
      onClose={onClose}
    />
  );
}

/** Puts tags on a mark and takes them off, while that is asked for. */
export function MarkTagPicker(props: {
  readonly marks: readonly Annotation[];
  readonly session: ReaderSession;
  readonly store: ReaderStore;
}) {
  const { marks, session, store } = props;
  const tagging = useStore(store, (state) => state.tagging);
  const mark = marks.find(({ id }) => id === tagging);
  if (!mark) return null;
  return (
    <TagsOfMark mark={mark} session={session} onClose={() => store.setState({ tagging: null })} />
  );
}
