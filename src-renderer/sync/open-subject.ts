import type { SyncSubject } from '../../src-shared/contract/index.ts';
import { activateTab } from '../app/navigation.ts';
import { collectionSectionId, searchSectionId } from '../library/sections.ts';
import { showSection } from '../library/show-section.ts';
import { followMark } from '../notes/follow-mark.ts';
import { followTarget } from '../notes/links/follow-target.ts';
import { openNote } from '../notes/list/note-place.ts';

/** How a document of the log is opened; null for one that is shown nowhere. */
export function opening({ collection, id, paperId }: SyncSubject): (() => void) | null {
  if (collection === 'annotations') return () => void followMark(id);
  if (collection === 'notes') return () => openNote(paperId ?? id);
  if (collection === 'collections') return () => showList(collectionSectionId(id));
  if (collection === 'searches') return () => showList(searchSectionId(id));
  return paperId === null ? null : () => void followTarget(paperId);
}

function showList(section: string): void {
  activateTab(null);
  showSection(section);
}
