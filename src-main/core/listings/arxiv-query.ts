import { parseArxivId, parseCategory } from './arxiv-id.ts';
import { foldText } from './clean.ts';

/** Fields of arXiv's query language that may be searched; `all` is every one of them. */
export type SearchField = 'all' | 'ti' | 'au' | 'abs' | 'co' | 'jr' | 'rn' | 'cat';

/** One thing to look for; `words` of a phrase stand beside each other. */
export type SearchTerm = {
  readonly operator: 'AND' | 'OR' | 'ANDNOT';
  readonly field: SearchField;
  readonly words: readonly string[];
};

/** What a user typed, understood: ids to choose from, and terms that all of them are measured by. */
export type ParsedQuery = {
  readonly ids: readonly string[];
  readonly terms: readonly SearchTerm[];
};

const FIELDS: Readonly<Record<string, SearchField | 'id'>> = {
  ...{ all: 'all', ti: 'ti', title: 'ti', au: 'au', author: 'au', abs: 'abs', abstract: 'abs' },
  ...{ co: 'co', comment: 'co', jr: 'jr', journal: 'jr', rn: 'rn', cat: 'cat', category: 'cat' },
  id: 'id',
};
const OPERATORS: Readonly<Record<string, SearchTerm['operator']>> = {
  ...{ AND: 'AND', OR: 'OR', NOT: 'ANDNOT', ANDNOT: 'ANDNOT' },
};
/** A prefix and a phrase, or a prefix and what stands up to the next space. */
const TOKEN = /(?:([a-z]+):(?=\S))?(?:"([^"]*)"?|([^\s"]+))/giu;
/** More words than a long title has would only make the address too long. */
const MOST_TERMS = 40;

/**
 * Reads what a user typed: plain words must all occur, a phrase in quotes stays together, as do the
 * parts of a word with a hyphen (which arXiv would take for a negation), and a prefix names a field.
 * AND, OR, NOT in capitals are operators. Everything else that arXiv's language gives a meaning to is
 * dropped, so that no text is an error there.
 */
export function parseQuery(text: string): ParsedQuery {
  const whole = parseArxivId(text);
  if (whole) return { ids: [whole.id], terms: [] };
  const ids: string[] = [];
  const terms: SearchTerm[] = [];
  let operator: SearchTerm['operator'] = 'AND';
  const straight = (foldText(text) ?? '').replace(/[“”„«»]/g, '"');
  for (const [token, prefix, phrase, plain = ''] of straight.matchAll(TOKEN)) {
    const named = OPERATORS[token];
    const field = prefix === undefined ? 'all' : FIELDS[prefix.toLowerCase()];
    const id = field === 'id' ? parseArxivId(phrase ?? plain)?.id : undefined;
    const term = toTerm(field, phrase ?? plain, token);
    if (named) operator = named;
    else if (id) ids.push(id);
    else if (term && terms.length < MOST_TERMS) terms.push({ ...term, operator });
    if (!named) operator = 'AND';
  }
  return { ids, terms };
}

/** The terms in arXiv's query language; empty where there are none. */
export function toSearchQuery(terms: readonly SearchTerm[]): string {
  return terms
    .map(({ operator, field, words }, place) => {
      const value = words.length === 1 ? words[0] : `"${words.join(' ')}"`;
      return `${place === 0 ? '' : ` ${operator} `}${field}:${value}`;
    })
    .join('');
}

function toTerm(
  field: SearchField | 'id' | undefined,
  value: string,
  token: string,
): Omit<SearchTerm, 'operator'> | undefined {
  if (field === 'cat') {
    const category = parseCategory(value);
    return category ? { field, words: [category] } : undefined;
  }
  // What only looks like a prefix, as in `Note: this`, is part of the text.
  const isField = field !== undefined && field !== 'id';
  const words = wordsOf(isField ? value : token);
  return words.length > 0 ? { field: isField ? field : 'all', words } : undefined;
}

/** Runs of letters and digits, accents dropped; a point stays between them, as in `3.5`. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC');
  return plain.match(/[\p{L}\p{N}]+(?:\.\p{N}+)*/gu) ?? [];
}
