import { type ArxivId, foldedWords, parseArxivId } from '../../listings/index.ts';
import { authorsBelow } from './authors.ts';
import { arxivIdSaid, authorsSaid, confirms, doiSaid, titlesSaid } from './metadata.ts';
import { findStamp } from './stamp.ts';
import { type PageTitle, titleOnPage } from './title.ts';
import type { Evidence, Identity, IdentitySource } from './types.ts';

const NOTHING: Evidence = { info: {}, xmp: {}, lines: [] };
const OPENING_CHARACTERS = 4_000;

type Found<T> = { readonly value: T; readonly source: IdentitySource } | null;

/**
 * What paper a file is, from what it says of itself and from what the user calls it. The stamp is
 * believed first, then the metadata where the page confirms it, then the page. Evidence is null
 * where the file is locked.
 */
export function identityOf(evidence: Evidence | null, fileName: string): Identity {
  const said = evidence ?? NOTHING;
  const page = new Set(said.lines.flatMap(({ text }) => foldedWords(text)));
  const onPage = titleOnPage(said.lines);
  const stamp = findStamp(said.lines);
  const arxiv = stamp ? found<ArxivId>(stamp, 'stamp') : (arxivIdSaid(said) ?? idInName(fileName));
  const title = titleOf(said, page, onPage);
  const authors = authorsOf(said, page, onPage);
  const doi = doiSaid(said);
  const date = stamp?.version === 1 && stamp.date ? found(stamp.date, 'stamp') : null;
  return {
    title: title?.value ?? null,
    authors: authors?.value ?? [],
    arxivId: arxiv?.value.id ?? null,
    arxivVersion: arxiv?.value.version ?? null,
    doi: doi?.value ?? null,
    publishedAt: date?.value ?? null,
    sources: sourcesOf({ title, authors, arxivId: arxiv, doi, publishedAt: date }),
    opening: said.lines
      .map(({ text }) => text)
      .join('\n')
      .slice(0, OPENING_CHARACTERS),
  };
}

function found<T>(value: T, source: IdentitySource): Found<T> {
  return { value, source };
}

function sourcesOf(facts: Record<string, Found<unknown>>): Identity['sources'] {
  const known = Object.entries(facts).flatMap(([name, fact]) =>
    fact ? [[name, fact.source] as const] : [],
  );
  return Object.fromEntries(known);
}

function titleOf(
  said: Evidence,
  page: ReadonlySet<string>,
  onPage: PageTitle | null,
): Found<string> {
  const titles = titlesSaid(said);
  const confirmed = titles.find(({ value }) => confirms(page, value));
  if (confirmed) return confirmed;
  return onPage ? found(onPage.title, 'page') : (titles[0] ?? null);
}

function authorsOf(
  said: Evidence,
  page: ReadonlySet<string>,
  onPage: PageTitle | null,
): Found<readonly string[]> {
  const lists = authorsSaid(said);
  const confirmed = lists.find(({ value }) => isOnPage(page, value[0]!));
  if (confirmed) return confirmed;
  const below = onPage ? authorsBelow(said.lines, onPage.next) : [];
  return below.length > 0 ? found(below, 'page') : (lists[0] ?? null);
}

function isOnPage(page: ReadonlySet<string>, name: string): boolean {
  return foldedWords(name)
    .slice(-1)
    .every((word) => page.has(word));
}

const OLD_ARCHIVES =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con';
const OLD_NAME = new RegExp(`^(${OLD_ARCHIVES})[-_]?(\\d{7}(?:v\\d+)?)$`, 'i');

/** The arXiv id that a file is called by as arXiv calls it: `2606.00467v2.pdf`, also a second copy. */
function idInName(fileName: string): Found<ArxivId> {
  const stem = fileName.replace(/\.pdf$/i, '').replace(/\s*(?:\(\d+\)|[-_ ]copy)$/i, '');
  const old = OLD_NAME.exec(stem);
  const id = parseArxivId(old ? `${old[1]}/${old[2]}` : stem);
  return id && isMonth(id.id) ? found(id, 'name') : null;
}

/** arXiv began in 1991 and its present ids in April 2007; other numbers are dates or anything. */
function isMonth(id: string): boolean {
  const month = Number(/^\d{2}(\d{2})\./.exec(id)?.[1] ?? 1);
  return month >= 1 && month <= 12;
}
