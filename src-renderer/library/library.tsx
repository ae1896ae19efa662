import { useQuery } from '@tanstack/react-query';
import type { Counts } from '../../src-shared/contract/index.ts';
import { useNavigation } from '../app/navigation.ts';
import { OnlinePage } from '../online/index.ts';
import { queries } from '../queries.ts';
import { TrashPage } from '../trash/index.ts';
import { Details } from './details.tsx';
import { FirstScreen } from './first-screen.tsx';
import styles from './library.module.css';
import { ListHeader } from './list-header.tsx';
import { PaperList } from './paper-list.tsx';
import type { ListSection } from './sections.ts';
import { Sidebar } from './sidebar.tsx';
import { useSection } from './use-section.ts';

/** The library: sidebar, and what its entry shows; the first screen while there is no paper at all. */
export function Library() {
  const counts = useQuery(queries.counts()).data;
  const section = useSection();
  return (
    <div className={styles.body}>
      <Sidebar current={section?.id ?? null} counts={counts} />
      {section?.id === 'trash' ? <TrashPage /> : null}
      {section?.id === 'online' ? <OnlinePage /> : null}
      {section?.scope ? <Papers section={section} counts={counts} /> : null}
    </div>
  );
}

function Papers({ section, counts }: { section: ListSection; counts: Counts | undefined }) {
  const restored = useNavigation((state) => state.restored);
  if (counts?.all === 0) return <FirstScreen />;
  return (
    <>
      <section className={styles.list} aria-label={section.title}>
        <ListHeader section={section} />
        {restored ? <PaperList key={section.id} section={section} /> : null}
      </section>
      <Details />
    </>
  );
}
