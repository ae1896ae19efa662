import { create } from 'zustand';
import type { FoundPaper } from '../../src-shared/contract/index.ts';
import { selectPaper, showSidebarEntry } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { client } from '../client.ts';
import { markAdded, type Search, useSearch } from './online-search.ts';

const texts = t.online;

type Adding = {
  /** What was said of the last act, for the page and for screen readers. */
  readonly message: string;
  /** arXiv ids of papers that are on their way into the library. */
  readonly adding: ReadonlySet<string>;
};

/** What became of adding. */
export const useAdding = create<Adding>(() => ({ message: '', adding: new Set() }));

/** Selects a result; what was said of the one before is read by then. */
export function selectFound(arxivId: string | null): void {
  useSearch.setState({ selected: arxivId });
  useAdding.setState({ message: '' });
}

/**
 * Adds a result to the library, or shows the paper where it is there already. The core is asked then,
 * too: it puts back what has gone to the trash since it was found.
 */
export async function addFound(search: Search, paper: FoundPaper): Promise<void> {
  const { arxivId, paperId } = paper;
  if (useAdding.getState().adding.has(arxivId)) return;
  useAdding.setState(({ adding }) => ({
    adding: new Set([...adding, arxivId]),
    message: paperId === null ? texts.adding : '',
  }));
  const { id, message } = await add(paper);
  useAdding.setState(({ adding }) => ({
    adding: new Set([...adding].filter((other) => other !== arxivId)),
    message,
  }));
  if (id === null) return;
  if (paperId === null) markAdded(search, arxivId, id);
  else showInLibrary(id);
}

type Added = { readonly id: string | null; readonly message: string };

async function add({ arxivId, title }: FoundPaper): Promise<Added> {
  try {
    const added = await client.papers.add({ source: arxivId });
    if (added.ok) return { id: added.id, message: texts.added(title) };
    const isUpstream = added.reason === 'upstream';
    return {
      id: null,
      message: isUpstream ? texts.failed(added.failure, Date.now()) : texts.notAdded,
    };
  } catch {
    return { id: null, message: t.errors.core };
  }
}

/** Brings a paper of the library into sight. */
function showInLibrary(paperId: string): void {
  useAdding.setState({ message: '' });
  showSidebarEntry('all');
  selectPaper(paperId);
}
