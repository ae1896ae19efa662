import type { PaperRow } from '../../../src-shared/contract/index.ts';
import { MOST_REFERENCE } from '../../../src-shared/contract/index.ts';
import { type ParsedReference, parseReference } from '../../../src-shared/references/index.ts';
import {
  activateTab,
  openPaper,
  paperInFront,
  showBeside,
  useNavigation,
} from '../../app/navigation.ts';
import { t } from '../../app/texts/index.ts';
import { client } from '../../client.ts';
import { showSection } from '../../library/show-section.ts';
import { useSearch } from '../../online/online-search.ts';
import { texText } from '../../ui/tex-text.ts';

/** What a card shows of the library's paper. */
export type CitedPaper = Pick<PaperRow, 'id' | 'title' | 'status' | 'starred'>;

/** An entry of a list of references, and what the library has of it. */
export type CitedReference = {
  readonly kind: 'reference';
  readonly text: string;
  readonly said: ParsedReference;
  /** Null where the library does not have it; undefined until that is known. */
  readonly paper: CitedPaper | null | undefined;
  readonly isAdding: boolean;
  /** What came of adding it; ''. */
  readonly message: string;
};

/** A reference of which nothing was asked yet. */
export function citedReference(text: string): CitedReference {
  const said = parseReference(text);
  return { kind: 'reference', text, said, paper: undefined, isAdding: false, message: '' };
}

const shown = ({ id, title, status, starred }: CitedPaper): CitedPaper => {
  return { id, title: texText(title), status, starred };
};

/** The paper that a reference names, where the library has it. Asks the core alone, no upstream. */
export async function citedPaper(text: string): Promise<CitedPaper | null> {
  try {
    const asked = { text: text.slice(0, MOST_REFERENCE) };
    const { paper } = await client.library.resolveReference(asked);
    return paper && shown(paper);
  } catch {
    return null;
  }
}

/** Opens the paper in a tab. */
export function openCited({ id, title }: CitedPaper): void {
  openPaper(id, title);
}

/** Shows the paper beside the one in front. */
export function showCitedBeside({ id }: CitedPaper): void {
  const tab = paperInFront(useNavigation.getState());
  if (tab !== null) showBeside(tab, id);
}

/** Adds the paper that the reference names by its arXiv id, which an upstream is asked for. */
export async function addCited({ said }: CitedReference): Promise<Partial<CitedReference>> {
  if (said.arxivId === null) return {};
  try {
    const added = await client.papers.add({ source: said.arxivId });
    if (!added.ok) return { message: whyNot(added) };
    const { paper } = await client.papers.get({ id: added.id });
    return paper ? { paper: shown(paper), message: t.online.added(texText(paper.title)) } : {};
  } catch {
    return { message: t.errors.core };
  }
}

type Refusal = Exclude<Awaited<ReturnType<typeof client.papers.add>>, { readonly ok: true }>;

function whyNot(refusal: Refusal): string {
  return refusal.reason === 'upstream'
    ? t.online.failed(refusal.failure, Date.now())
    : t.online.notAdded;
}

/** Characters that an upstream is searched for. */
const MOST_SOUGHT = 300;

/** Searches online for what the reference names: by its title, where that was made out. */
export function searchCited({ said, text }: CitedReference): void {
  const query = (said.title ?? text.replace(/^\s*\[[^\]]*\]\s*/u, '')).slice(0, MOST_SOUGHT);
  useSearch.setState({ query, selected: null });
  showSection('online');
  activateTab(null);
}
