import { memo, useMemo } from 'react';
import type { Counts } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { CiteDialog } from '../cite/index.ts';
import { FoundChips, FoundNotes, TypedNotes } from '../search/found-header.tsx';
import { FOUND_ID } from '../search/search-state.ts';
import { Details } from './details.tsx';
import { FirstScreen } from './first-screen.tsx';
import styles from './library.module.css';
import { ListHeader } from './list-header.tsx';
import { hasOwnChips, OwnChips } from './own-chips.tsx';
import { PaneSeparator } from './pane-separator.tsx';
import { PaperList } from './paper-list.tsx';
import { Pickers } from './pickers.tsx';
import type { ListSection, Section } from './sections.ts';
import { SelectionBar } from './selection-bar.tsx';

const LIST_ID = 'papers-pane';

type Props = {
  readonly section: ListSection;
  /** What was shown before the search whose results are shown; undefined without a search. */
  readonly before?: Section | undefined;
  readonly counts: Counts | undefined;
};

/** A list of papers and the details of the one that is selected. */
export const Papers = memo(function Papers({ section, before, counts }: Props) {
  const isTyped = section.id === FOUND_ID;
  // While letters are typed, the section is another with each of them, and these are not.
  const own = isTyped ? null : section;
  const chips = useMemo(() => {
    if (own === null) return <FoundChips before={before} />;
    return hasOwnChips(own) ? <OwnChips section={own} /> : null;
  }, [own, before]);
  const notes = useMemo(() => {
    if (own === null) return <TypedNotes before={before} />;
    return own.query === undefined ? null : <FoundNotes section={own} />;
  }, [own, before]);
  const restored = useNavigation((state) => state.restored);
  if (counts?.all === 0) return <FirstScreen />;
  return (
    <>
      <section id={LIST_ID} className={styles.list} aria-label={section.title}>
        <ListHeader section={section} chips={chips} notes={notes} />
        {restored ? <PaperList key={section.id} section={section} /> : null}
        <SelectionBar />
      </section>
      <PaneSeparator pane="list" label={t.app.sidebar.resizeDetails} controls={LIST_ID} />
      <Details />
      <Pickers />
      <CiteDialog />
    </>
  );
});
