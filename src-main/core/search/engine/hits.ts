import type { SearchHit, SnippetPart } from '../../../../src-shared/contract/index.ts';
import type { Query } from '../../../../src-shared/query/index.ts';
import { PLACE_WEIGHTS } from '../ranking/index.ts';
import { DOC_PLACES, type DocPlace } from '../text-index/schema.ts';
import { type IsMeant, markAll, markedWords, snippetOf, termsOf } from '../words/index.ts';
import type { SearchFiles } from './files.ts';
import { bestPage } from './ranked.ts';
import type { Sentence } from './text-search.ts';

/** Characters of a snippet. */
const SNIPPET = 220;
const MOST_WORDS = 50;

/** Where papers met words best, by key; those that met none in a text are left out. */
export function hitsOf(
  files: SearchFiles,
  sentence: Sentence,
  leaves: readonly Query[],
  keys: readonly number[],
): Map<number, SearchHit> {
  const isMeant = sentence.isMeant(leaves);
  const docs = keys.flatMap((key) => files.docOf(key) ?? []);
  const known = { terms: files.terms.of(docs), paged: files.withPages(docs) };
  const hits = keys.map(
    (key) => [key, hitOf(files, sentence, leaves, key, isMeant, known)] as const,
  );
  return new Map(hits.flatMap(([key, hit]) => (hit ? [[key, hit]] : [])));
}

/** What was looked up for all papers at once. */
type Known = {
  readonly terms: ReturnType<SearchFiles['terms']['of']>;
  readonly paged: ReadonlySet<number>;
};

type Doc = Readonly<Record<DocPlace, string>>;

function hitOf(
  files: SearchFiles,
  sentence: Sentence,
  leaves: readonly Query[],
  key: number,
  isMeant: IsMeant,
  known: Known,
): SearchHit | undefined {
  const doc = files.docOf(key);
  if (doc === undefined || leaves.length === 0) return undefined;
  const texts = files.get<Doc>(`SELECT ${DOC_PLACES.join(', ')} FROM docs WHERE key = ?`, doc);
  if (!texts) return undefined;
  const title = markAll(texts.title, isMeant);
  const { places = {} } = known.terms.get(doc) ?? {};
  const own = DOC_PLACES.map((place) => ({ place, met: metOf(places[place] ?? [], isMeant) }))
    .filter(({ met }) => met > 0)
    .sort((a, b) => b.met * PLACE_WEIGHTS[b.place] - a.met * PLACE_WEIGHTS[a.place]);
  const page = known.paged.has(doc) ? bestPage(files, sentence, leaves, doc) : undefined;
  const inPage = page ? metOf(termsOf(page.text), isMeant) : 0;
  const [best] = own;
  if (page && inPage > (best?.met ?? 0)) return pageHit(page, title, isMeant);
  if (!best) return undefined;
  const shown =
    best.place === 'title' ? (own.find(({ place }) => place === 'abstract') ?? best) : best;
  const text = texts[shown.place];
  return {
    where: WHERE[best.place],
    snippet: shown.place === 'title' ? [] : (snippetOf(text, isMeant, SNIPPET) ?? []),
    title,
    page: null,
    words: [],
    score: best.met,
  };
}

const WHERE: Readonly<Record<DocPlace, SearchHit['where']>> = {
  title: 'title',
  authors: 'authors',
  organization: 'organization',
  tags: 'tag',
  facts: 'facts',
  abstract: 'abstract',
  note: 'note',
  highlight: 'highlight',
};

/** How many different words that are meant are among some terms. */
function metOf(terms: readonly string[], isMeant: IsMeant): number {
  return new Set(terms.filter(isMeant)).size;
}

function pageHit(
  { page, text }: { readonly page: number; readonly text: string },
  title: SnippetPart[] | null,
  isMeant: IsMeant,
): SearchHit {
  const snippet = snippetOf(text, isMeant, SNIPPET) ?? [];
  const words = markedWords(text, isMeant, MOST_WORDS);
  return { where: 'pdf', snippet, title, page, words, score: words.length };
}
