import { selectPaper, showSidebarEntry, useNavigation } from '../app/navigation.ts';

/** Shows an entry of the sidebar; nothing is selected in another than before. */
export function showSection(id: string): void {
  if (useNavigation.getState().sidebar !== id) selectPaper(null);
  // The entry that is shown anyway is chosen, too, or a layout that is restored later would win.
  showSidebarEntry(id);
}
