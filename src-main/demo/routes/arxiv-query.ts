import { type Answer, answerOf, type Query } from '../answer.ts';
import type { Corpus } from '../corpus/corpus.ts';
import type { DemoPaper } from '../corpus/paper.ts';
import { hash32 } from '../corpus/random.ts';

const type = 'application/atom+xml; charset=utf-8';
const newId = /^\d{4}\.\d{4,5}(v\d+)?$/;
const oldId = /^[a-z-]+(\.[A-Z]{2})?\/\d{7}(v\d+)?$/;
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => escapes[letter]!);
}

/** Answers arXiv's `/api/query`: an Atom feed; 400 with an entry titled "Error" on a bad request. */
export function answerArxivQuery(corpus: Corpus, query: Query): Answer {
  const ids = (query.params.get('id_list') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  const bad = ids.find((id) => !newId.test(id) && !oldId.test(id));
  if (bad !== undefined) return errorFeed(corpus, `incorrect id format for ${bad}`);
  const start = Number(query.params.get('start') ?? 0);
  const max = Number(query.params.get('max_results') ?? 10);
  if (!Number.isInteger(start) || start < 0) return errorFeed(corpus, 'start must be an integer');
  if (!Number.isInteger(max) || max < 0) return errorFeed(corpus, 'max_results must be an integer');
  if (max > 2000) return errorFeed(corpus, 'max_results must not be greater than 2000');
  if (start + max > 30_000) return errorFeed(corpus, 'start and max_results exceed 30000');
  if (!isBalanced(query.params.get('search_query') ?? ''))
    return errorFeed(corpus, 'search_query is malformed');
  const found = search(corpus, query.params, ids);
  const entries = found
    .slice(start, start + max)
    .map(({ paper, version }) => entryXml(paper, version));
  return answerOf(200, type, feedXml(corpus, query, { start, max, total: found.length }, entries));
}

/** Quotes and brackets in pairs; arXiv's parser rejects anything else. */
function isBalanced(text: string): boolean {
  const count = (letter: string) => text.split(letter).length - 1;
  return count('"') % 2 === 0 && count('(') === count(')') && count('[') === count(']');
}

type Found = { paper: DemoPaper; version: number };

function search(corpus: Corpus, params: URLSearchParams, ids: readonly string[]): Found[] {
  const text = (params.get('search_query') ?? '').trim();
  const wanted = text === '' ? () => true : parseSearch(text);
  const pool =
    ids.length > 0
      ? ids.flatMap((id) => findVersion(corpus, id))
      : text === ''
        ? []
        : latest(corpus);
  return order(
    pool.filter(({ paper }) => wanted(paper)),
    params,
  );
}

function latest(corpus: Corpus): Found[] {
  return corpus.papers().map((paper) => ({ paper, version: paper.versions.length }));
}

/** An id that is unknown, or names a version that does not exist, is left out. */
function findVersion(corpus: Corpus, text: string): Found[] {
  const [, id, asked] = /^(.*?)(?:v(\d+))?$/.exec(text)!;
  const paper = corpus.paper(id!);
  if (!paper) return [];
  const version = asked === undefined ? paper.versions.length : Number(asked);
  return version >= 1 && version <= paper.versions.length ? [{ paper, version }] : [];
}

function order(found: Found[], params: URLSearchParams): Found[] {
  const by = params.get('sortBy');
  if (by !== 'submittedDate' && by !== 'lastUpdatedDate') return found;
  const key = ({ paper, version }: Found) =>
    by === 'submittedDate' ? paper.publishedAt : paper.versions[version - 1]!;
  const up = params.get('sortOrder') === 'ascending' ? 1 : -1;
  return found.toSorted((a, b) => up * key(a).localeCompare(key(b)));
}

type Test = (paper: DemoPaper) => boolean;

/** Terms joined by AND, OR and ANDNOT, read from left to right; parentheses are ignored. */
function parseSearch(text: string): Test {
  const tokens = text.match(/\w+:\[[^\]]*\]|\w+:"[^"]*"|"[^"]*"|[^\s()]+/g) ?? [];
  let test: Test | null = null;
  let operator = 'AND';
  for (const token of tokens) {
    if (token === 'AND' || token === 'OR' || token === 'ANDNOT') {
      operator = token;
      continue;
    }
    test = test === null ? termTest(token) : joined(test, operator, termTest(token));
    operator = 'AND';
  }
  return test ?? (() => false);
}

function joined(left: Test, operator: string, right: Test): Test {
  if (operator === 'OR') return (paper) => left(paper) || right(paper);
  if (operator === 'ANDNOT') return (paper) => left(paper) && !right(paper);
  return (paper) => left(paper) && right(paper);
}

function termTest(token: string): Test {
  const [, prefix = 'all', rest = ''] = /^(?:(\w+):)?(.*)$/.exec(token)!;
  if (prefix === 'submittedDate') return dateTest(rest);
  if (prefix === 'cat') return categoryTest(rest.replaceAll('"', ''));
  const value = tokensOf(rest);
  return (paper) => tokensOf(fieldText(paper, prefix)).includes(value);
}

/** `cs.CL` alone, or with `cs.*` every class of an archive. */
function categoryTest(wanted: string): Test {
  const archive = wanted.endsWith('*') ? wanted.slice(0, -1) : null;
  return ({ categories }) =>
    categories.some((category) =>
      archive === null ? category === wanted : category.startsWith(archive),
    );
}

/** Words as the index of arXiv holds them: no hyphens, no accents, no capitals. */
function tokensOf(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${(plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
}

/** `[YYYYMMDDhhmm TO YYYYMMDDhhmm]`, compared by day. */
function dateTest(range: string): Test {
  const [from = '', to = ''] = range.replace(/[[\]]/g, '').split(/\s+TO\s+/);
  return (paper) => {
    const day = paper.publishedAt.replaceAll('-', '');
    return day >= from.slice(0, 8) && day <= to.slice(0, 8);
  };
}

function fieldText(paper: DemoPaper, prefix: string): string {
  const fields: Record<string, string> = {
    ti: paper.title,
    au: paper.authors.join('; '),
    abs: paper.abstract,
    co: commentOf(paper),
  };
  return fields[prefix] ?? [...Object.values(fields), paper.id].join(' ');
}

function commentOf(paper: DemoPaper): string {
  return `${8 + (hash32(paper.id) % 13)} pages, ${2 + (hash32(paper.id) % 6)} figures`;
}

function entryXml(paper: DemoPaper, version: number): string {
  const id = `${paper.id}v${version}`;
  const doi = hash32(paper.id) % 9 === 0 ? `\n    <arxiv:doi>10.00000/${paper.id}</arxiv:doi>` : '';
  const categories = paper.categories.map(
    (c) => `\n    <category term="${c}" scheme="http://arxiv.org/schemas/atom"/>`,
  );
  const authors = paper.authors.map(
    (name) => `\n    <author>\n      <name>${escaped(name)}</name>\n    </author>`,
  );
  return `  <entry>
    <id>http://arxiv.org/abs/${id}</id>
    <title>${escaped(paper.title)}</title>
    <updated>${paper.versions[version - 1]}T17:59:46Z</updated>
    <link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/${id}" rel="related" type="application/pdf" title="pdf"/>
    <summary>${escaped(paper.abstract)}</summary>${categories.join('')}
    <published>${paper.publishedAt}T17:59:46Z</published>
    <arxiv:comment>${commentOf(paper)}</arxiv:comment>${doi}
    <arxiv:primary_category term="${paper.categories[0]}"/>${authors.join('')}
  </entry>`;
}

const namespaces =
  'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"';

type Window = { start: number; max: number; total: number };

function feedXml(corpus: Corpus, query: Query, window: Window, entries: readonly string[]): string {
  const ids = query.params.get('id_list') ?? '';
  const text = query.params.get('search_query') ?? '';
  const title = `arXiv Query: search_query=${text}&id_list=${ids}&start=${window.start}&max_results=${window.max}`;
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed ${namespaces}>
  <id>https://arxiv.org/api/q${hash32(title).toString(36)}</id>
  <title>${escaped(title)}</title>
  <updated>${corpus.today}T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?${escaped(query.params.toString())}" type="application/atom+xml"/>
  <opensearch:itemsPerPage>${window.max}</opensearch:itemsPerPage>
  <opensearch:totalResults>${window.total}</opensearch:totalResults>
  <opensearch:startIndex>${window.start}</opensearch:startIndex>
${entries.length > 0 ? `${entries.join('\n')}\n` : ''}</feed>
`;
}

function errorFeed(corpus: Corpus, message: string): Answer {
  const address = `https://arxiv.org/api/errors#${escaped(message.replaceAll(' ', '_'))}`;
  const xml = `<?xml version='1.0' encoding='UTF-8'?>
<feed ${namespaces}>
  <id>https://arxiv.org/</id>
  <title>arXiv Search Results</title>
  <updated>${corpus.today}T00:00:00Z</updated>
  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>
  <opensearch:totalResults>1</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  <entry>
    <id>${address}</id>
    <title>Error</title>
    <updated>${corpus.today}T00:00:00Z</updated>
    <link href="${address}" rel="alternate" type="text/html"/>
    <summary>${escaped(message)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
</feed>
`;
  return answerOf(400, type, xml);
}

/** The feed of a query that found nothing. */
export function emptyFeed(corpus: Corpus, query: Query): Answer {
  return answerOf(200, type, feedXml(corpus, query, { start: 0, max: 10, total: 0 }, []));
}
