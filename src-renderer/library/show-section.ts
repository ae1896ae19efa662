import { selectPaper, showSidebarEntry, useNavigation } from '../app/navigation.ts';
import { dropSearch } from '../search/search-state.ts';

/** Shows an entry of the sidebar; nothing is selected in another than before. */
export function showSection(id: string): void {
  dropSearch();
  if (useNavigation.getState().sidebar !== id) selectPaper(null);
  // The entry that is shown anyway is chosen, too, or a layout that is restored later would win.
  showSidebarEntry(id);
}
