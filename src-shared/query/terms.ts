import type { NameTerm, PhraseTerm, Query, Term, WordTerm } from './types.ts';

/** Both conditions, in normal form; null is no condition. */
export function allOf(parts: readonly (Query | null)[]): Query | null {
  return joined('and', parts);
}

/** Either condition, in normal form. */
export function anyOf(parts: readonly (Query | null)[]): Query | null {
  return joined('or', parts);
}

/** The opposite, in normal form. */
export function noneOf(part: Query): Query {
  return part.kind === 'not' ? part.part : { kind: 'not', part };
}

function joined(kind: 'and' | 'or', parts: readonly (Query | null)[]): Query | null {
  const flat = parts.flatMap((part) =>
    part === null ? [] : part.kind === kind ? part.parts : [part],
  );
  return flat.length > 1 ? { kind, parts: flat } : (flat[0] ?? null);
}

/** Conditions of a query in the order of its text, each with whether it is negated. */
export function* termsOf(
  query: Query | null,
  negated = false,
): Generator<{ term: Term; negated: boolean }> {
  if (query === null) return;
  if (query.kind === 'not') yield* termsOf(query.part, !negated);
  else if (query.kind === 'and' || query.kind === 'or') {
    for (const part of query.parts) yield* termsOf(part, negated);
  } else yield { term: query, negated };
}

/** Words and phrases that a hit is looked for by, to be marked in it; none that are negated. */
export function wordsOf(query: Query | null): (WordTerm | PhraseTerm)[] {
  return [...termsOf(query)].flatMap(({ term, negated }) =>
    !negated && (term.kind === 'word' || term.kind === 'phrase') ? [term] : [],
  );
}

/** Whether a query only filters, so that there is nothing to rank by or to mark. */
export function isStructural(query: Query | null): boolean {
  return wordsOf(query).length === 0;
}

/** Conditions that must all be met: the parts of the outermost `and`. */
export function conditionsOf(query: Query | null): readonly Query[] {
  if (query === null) return [];
  return query.kind === 'and' ? query.parts : [query];
}

/** Whether a query has this condition among those that must all be met. */
export function hasTerm(query: Query | null, term: Term): boolean {
  return conditionsOf(query).some((one) => sameQuery(one, term));
}

/** The query with one more condition, in front, so that a word being typed stays the last. */
export function withTerm(query: Query | null, term: Term): Query {
  return hasTerm(query, term) ? query! : allOf([term, query])!;
}

/** The query without a condition among those that must all be met; null where nothing is left. */
export function withoutTerm(query: Query | null, term: Term): Query | null {
  return allOf(conditionsOf(query).filter((one) => !sameQuery(one, term)));
}

/** Adds a condition, or takes it away where it is; for chips beside the search box. */
export function toggleTerm(query: Query | null, term: Term): Query | null {
  return hasTerm(query, term) ? withoutTerm(query, term) : withTerm(query, term);
}

/** Whether two queries in normal form say the same in the same order. */
export function sameQuery(a: Query | null, b: Query | null): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(query: Query | null): unknown {
  if (query === null) return null;
  if (query.kind === 'not') return ['not', sorted(query.part)];
  if (query.kind === 'and' || query.kind === 'or') return [query.kind, query.parts.map(sorted)];
  return Object.entries(isNamed(query) ? { ...query, text: query.text.toLowerCase() } : query).sort(
    ([one], [other]) => (one < other ? -1 : 1),
  );
}

function isNamed(term: Term): term is NameTerm {
  return term.kind === 'name';
}
