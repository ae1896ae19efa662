import type { LinkedRepositories } from '../../../src-shared/contract/index.ts';
import { foldText } from './clean.ts';
import { type FactName, NOTHING_SAID } from './facts.ts';
import { mergeLinked } from './linked-repositories.ts';
import type { ArxivFacts, PaperSource, SaidPaper } from './types.ts';

/** A file of the user's that told of a paper; `at` is the first time, in milliseconds. */
export type FileOrigin = {
  readonly source: 'import' | 'own-pdf';
  readonly name: string;
  readonly at: number;
};

/** What is stored of a paper from upstream: plain JSON. `from` remembers who said each field. */
export type PaperFacts = Omit<SaidPaper, 'source'> & {
  readonly from: Readonly<Partial<Record<FactName, PaperSource>>>;
  /** The files that told of it, oldest first; what an older version stored lacks them. */
  readonly origins?: readonly FileOrigin[];
  /** When it came into this library, in milliseconds; what an older version stored lacks it. */
  readonly addedAt?: number;
};

/** The facts after a merge; `changed` is false where nothing is to be written. */
export type MergedPaper = { readonly facts: PaperFacts; readonly changed: boolean };

/**
 * arXiv publishes the paper, so its title, abstract, authors and date stand over Hugging Face's copy
 * of them; what a file says may be of any age and only fills what nobody else said.
 */
const RANK: Readonly<Record<PaperSource, number>> = { arxiv: 3, hf: 2, import: 1 };

const FACT_NAMES: readonly FactName[] = [
  ...(Object.keys(NOTHING_SAID) as (keyof typeof NOTHING_SAID)[]),
  'reference',
];

/**
 * What is known of a paper after an upstream spoke of it (LIST-2). Pure and idempotent. For each
 * field: unknown never erases; a source of lower rank never overwrites; an import fills and never
 * overwrites; what arXiv says of an older version than the known one only fills; a difference in
 * white space alone is none.
 */
export function mergePaper(known: PaperFacts | undefined, incoming: SaidPaper): MergedPaper {
  const before: Readonly<Record<string, unknown>> = known ?? NOTHING_SAID;
  const facts: Record<string, unknown> = { ...NOTHING_SAID, ...known };
  const from: Partial<Record<FactName, PaperSource>> = { ...known?.from };
  const isOlder = isOlderVersion(known, incoming);
  let changed = known === undefined;
  for (const name of FACT_NAMES) {
    if (isOlder && isKnown(before[name])) continue;
    const said = combine(name, before[name], incoming[name]);
    if (!isKnown(said) || !outranks(incoming.source, before[name], from[name])) continue;
    const isNews = !sameMeaning(before[name], said);
    if (isNews) facts[name] = said;
    changed ||= isNews || from[name] !== incoming.source;
    from[name] = incoming.source;
  }
  const arxivId = known?.arxivId ?? incoming.arxivId;
  return { facts: { ...facts, arxivId, from } as PaperFacts, changed };
}

/**
 * What is known of a paper after another library told what it knows of it. That may be of any age: it
 * fills what nobody said here, and stands over what a source of lower rank said. Facts that this
 * version does not know come along. The same facts where nothing is to be written.
 */
export function fillPaper(known: PaperFacts, told: PaperFacts): PaperFacts {
  const facts: Record<string, unknown> = { ...known };
  const from: Partial<Record<FactName, PaperSource>> = { ...known.from };
  let isNews = false;
  for (const [key, value] of Object.entries(told)) {
    const name = key as FactName;
    if (key === 'from' || key === 'origins' || !isKnown(value)) continue;
    if (isKnown(facts[name]) && !isOfHigherRank(told.from[name], from[name])) continue;
    facts[name] = value;
    if (told.from[name]) from[name] = told.from[name];
    isNews = true;
  }
  const filled = isNews ? ({ ...facts, from } as PaperFacts) : known;
  return (told.origins ?? []).reduce(withOrigin, filled);
}

function isOfHigherRank(a: PaperSource | undefined, b: PaperSource | undefined): boolean {
  return a !== undefined && b !== undefined && RANK[a] > RANK[b];
}

/** A paper that stands in many files remembers the first of them. */
const MAX_ORIGINS = 20;

/** The facts with a file that told of the paper; the same facts where that is known. */
export function withOrigin(facts: PaperFacts, origin: FileOrigin): PaperFacts {
  const origins = facts.origins ?? [];
  const { source, name } = origin;
  const isKnown = origins.some((one) => one.source === source && one.name === name);
  return isKnown || origins.length >= MAX_ORIGINS
    ? facts
    : { ...facts, origins: [...origins, origin] };
}

function isKnown(value: unknown): boolean {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return value !== null && value !== undefined && !isEmpty;
}

function outranks(
  source: PaperSource,
  known: unknown,
  knownFrom: PaperSource | undefined,
): boolean {
  if (!isKnown(known) || !knownFrom) return true;
  if (RANK[source] !== RANK[knownFrom]) return RANK[source] > RANK[knownFrom];
  return source !== 'import';
}

function isOlderVersion(known: PaperFacts | undefined, { arxiv }: SaidPaper): boolean {
  const [before, now] = [known?.arxiv?.version, arxiv?.version];
  return typeof before === 'number' && typeof now === 'number' && now < before;
}

/** Some facts are groups of which each may be left out. */
function combine(name: FactName, known: unknown, said: unknown): unknown {
  if (!known || !said) return said;
  if (name === 'arxiv') return fill(known as ArxivFacts, said as ArxivFacts);
  const isLinked = name.startsWith('linked');
  return isLinked ? mergeLinked(known as LinkedRepositories, said as LinkedRepositories) : said;
}

function fill(known: ArxivFacts, said: ArxivFacts): ArxivFacts {
  const told = Object.entries(said).filter(([, value]) => isKnown(value));
  return { ...known, ...Object.fromEntries(told) };
}

function sameMeaning(left: unknown, right: unknown): boolean {
  if (typeof left === 'string' && typeof right === 'string') {
    return foldText(left) === foldText(right);
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => sameMeaning(left[name], right[name]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
