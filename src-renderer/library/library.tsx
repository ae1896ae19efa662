import { useQuery } from '@tanstack/react-query';
import { OnlinePage } from '../online/index.ts';
import { queries } from '../queries.ts';
import { TrashPage } from '../trash/index.ts';
import styles from './library.module.css';
import { Papers } from './papers.tsx';
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
