import { useNavigation } from '../app/navigation.ts';

/** What is expanded in the sidebar: collections by id, and `tags`. */
export const useExpanded = (): ReadonlySet<string> => useNavigation((state) => state.expanded);

/** Says which of some things are expanded, and leaves the others as they are. */
export function setExpanded(of: readonly string[], open: ReadonlySet<string>): void {
  useNavigation.setState(({ expanded }) => {
    const others = [...expanded].filter((id) => !of.includes(id));
    return { expanded: new Set([...others, ...of.filter((id) => open.has(id))]) };
  });
}

/** Expands one thing. */
export const expand = (id: string): void => setExpanded([id], new Set([id]));
