import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { t } from '../app/texts/index.ts';
import { NamingCollection } from '../collections/index.ts';
import { DuplicatesPage } from '../duplicates/index.ts';
import { OnlinePage } from '../online/index.ts';
import { queries } from '../queries.ts';
import { useFoundSection } from '../search/found-section.ts';
import { NamingSearch } from '../searches/index.ts';
import { StatisticsPage } from '../statistics/index.ts';
import { TrashPage } from '../trash/index.ts';
import styles from './library.module.css';
import { NotesSection } from './notes-section.tsx';
import { PaneSeparator, useWidths } from './pane-separator.tsx';
import { Papers } from './papers.tsx';
import { SIDEBAR_ID, Sidebar } from './sidebar.tsx';
import { useSection } from './use-section.ts';

const StableSidebar = memo(Sidebar);

/** The library: sidebar, and what its entry shows; the first screen while there is no paper at all. */
export function Library() {
  const counts = useQuery(queries.counts()).data;
  const section = useSection();
  const found = useFoundSection(section);
  const shown = found ?? section;
  return (
    <div className={styles.body} style={useWidths()}>
      <StableSidebar current={found ? null : (section?.id ?? null)} counts={counts} />
      {shown?.id === 'trash' ? <TrashPage /> : null}
      {shown?.id === 'statistics' ? <StatisticsPage /> : null}
      {shown?.id === 'notes' ? <NotesSection /> : null}
      {shown?.id === 'duplicates' ? <DuplicatesPage /> : null}
      {shown?.id === 'online' ? <OnlinePage /> : null}
      {shown?.scope ? (
        <Papers section={shown} before={found ? section : undefined} counts={counts} />
      ) : null}
      <PaneSeparator pane="sidebar" label={t.app.sidebar.resize} controls={SIDEBAR_ID} />
      <NamingCollection />
      <NamingSearch />
    </div>
  );
}
