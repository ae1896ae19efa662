import { create } from 'zustand';
import type { FoundPaper } from '../../src-shared/contract/index.ts';
import { selectPaper, showSidebarEntry } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { markAdded, type Search } from './online-search.ts';

const texts = t.online;

/** What was said of the last act, for the page and for screen readers; the paper being added. */
export const useAdding = create<{ readonly message: string; readonly adding: string | null }>(
  () => ({ message: '', adding: null }),
);

/** Adds a result to the library, or shows the paper where it is there already. */
export async function addFound(search: Search, paper: FoundPaper): Promise<void> {
  if (paper.paperId !== null) return showInLibrary(paper.paperId);
  useAdding.setState({ adding: paper.arxivId, message: texts.adding });
  const message = await add(search, paper);
  useAdding.setState({ adding: null, message });
}

async function add(search: Search, { arxivId, title }: FoundPaper): Promise<string> {
  try {
    const added = await client.papers.add({ source: arxivId });
    if (added.ok) {
      markAdded(search, arxivId, added.id);
      return texts.added(title);
    }
    return added.reason === 'upstream' ? texts.failed(added.failure, Date.now()) : texts.notAdded;
  } catch {
    return t.errors.core;
  }
}

/** Brings a paper of the library into sight. */
export function showInLibrary(paperId: string): void {
  showSidebarEntry('all');
  selectPaper(paperId);
}
