import { useQuery } from '@tanstack/react-query';
import { useNavigation } from '../app/navigation.ts';
import { queries } from '../queries.ts';
import { Details } from './details.tsx';
import { FirstScreen } from './first-screen.tsx';
import styles from './library.module.css';
import { ListHeader } from './list-header.tsx';
import { PaperList } from './paper-list.tsx';
import { sectionOf } from './sections.ts';
import { Sidebar } from './sidebar.tsx';

/** The library: sidebar, list and details; the first screen while there is no paper at all. */
export function Library() {
  const sidebar = useNavigation((state) => state.sidebar);
  const restored = useNavigation((state) => state.restored);
  const counts = useQuery(queries.counts()).data;
  const section = sectionOf(sidebar);
  return (
    <div className={styles.body}>
      <Sidebar current={section} counts={counts} />
      {counts?.all === 0 ? (
        <FirstScreen />
      ) : (
        <>
          <section className={styles.list} aria-label={section.title}>
            <ListHeader section={section} />
            {restored ? <PaperList key={section.id} section={section} /> : null}
          </section>
          <Details />
        </>
      )}
    </div>
  );
}
