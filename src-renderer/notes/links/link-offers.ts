import type { NoteEntry } from '../../../src-shared/contract/index.ts';
import { noteTarget } from '../../../src-shared/notes/index.ts';
import { t } from '../../app/texts/index.ts';
import { client } from '../../client.ts';
import { texText } from '../../ui/tex-text.ts';

/** Something that a note can link to. */
export type LinkOffer = {
  readonly kind: 'paper' | 'note';
  readonly target: string;
  readonly title: string;
  /** What tells it from others of its title. */
  readonly detail: string;
};

const PAPERS = 8;
const NOTES = 5;

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Papers and notes that have the words, first the notes whose titles begin so; without any words,
 * those that were changed or read last.
 */
export async function offersFor(typed: string): Promise<LinkOffer[]> {
  const words = typed.match(/[\p{L}\p{N}\p{M}]+/gu)?.join(' ') ?? '';
  const [papers, notes] = await Promise.all([
    words === '' ? lastRead() : foundPapers(words),
    foundNotes(words),
  ]);
  const begins = ({ title }: LinkOffer) => fold(title).startsWith(fold(words));
  const meant = words === '' ? notes : notes.filter(begins);
  return [...meant, ...papers, ...notes.filter((note) => !meant.includes(note))];
}

async function foundPapers(query: string): Promise<LinkOffer[]> {
  const { hits } = await client.search.find({ query, limit: PAPERS });
  return hits.map(({ paper: { id, title, authors, publishedAt } }) =>
    paperOffer(id, title, authors[0], publishedAt),
  );
}

async function lastRead(): Promise<LinkOffer[]> {
  const { rows } = await client.library.open({
    scope: { kind: 'all' },
    sort: 'last-read',
    filters: [],
    grouped: false,
    query: '',
    first: PAPERS,
  });
  return rows.map(({ id, title, firstAuthor, publishedAt }) =>
    paperOffer(id, title, firstAuthor, publishedAt),
  );
}

function paperOffer(
  id: string,
  title: string,
  author: string | null | undefined,
  published: string | null,
): LinkOffer {
  const detail = [author, published?.slice(0, 4)].filter(Boolean).join(', ');
  return { kind: 'paper', target: id, title: texText(title) || id, detail };
}

async function foundNotes(words: string): Promise<LinkOffer[]> {
  const { notes } = await client.notes.list({ words, limit: NOTES });
  return notes.filter(({ title }) => title !== '').map(noteOffer);
}

function noteOffer({ key, title, paperTitle }: NoteEntry): LinkOffer {
  const detail = paperTitle ? t.notes.links.noteOn(texText(paperTitle)) : t.notes.links.note;
  return { kind: 'note', target: noteTarget(key), title, detail };
}
