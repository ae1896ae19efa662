import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { queries } from '../queries.ts';
import { useNested } from './nested.ts';
import { type Section, sectionOf } from './sections.ts';

/** The section that the sidebar shows; undefined while it is not known. The same as long as it says the same. */
export function useSection(): Section | undefined {
  const sidebar = useNavigation((state) => state.sidebar);
  const collections = useQuery(queries.collections()).data;
  const nested = useNested();
  const searches = useQuery(queries.searches()).data;
  // Counts change with every act; a list is opened anew only where its section is another.
  const told = JSON.stringify(sectionOf(sidebar, { collections, searches, nested }));
  return useMemo(() => (told === undefined ? undefined : (JSON.parse(told) as Section)), [told]);
}
