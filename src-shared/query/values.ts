import type { QueryReason } from '../contract/search.ts';
import { foldSigns } from './fold.ts';
import {
  type DateTerm,
  type Field,
  HAS_VALUES,
  IS_VALUES,
  type RangeTerm,
  RECENT_VALUES,
  type Term,
} from './types.ts';

type Outcome = Term | QueryReason;

/** The condition of a field whose values are not free text, or why the value makes no sense. */
export function termOfValue(field: Field, text: string): Outcome {
  const value = foldSigns(text).trim().toLowerCase();
  switch (field) {
    case 'year':
      return yearTerm(value);
    case 'date':
      return dateTerm(value);
    case 'upvotes':
      return upvotesTerm(value);
    case 'is':
      return oneOf(IS_VALUES, value, (one) => ({ kind: 'is', value: one }));
    default:
      return oneOf(HAS_VALUES, value, (one) => ({ kind: 'has', value: one }));
  }
}

function oneOf<const Value extends string>(
  values: readonly Value[],
  text: string,
  make: (value: Value) => Term,
): Outcome {
  const found = values.find((value) => value === text);
  return found === undefined ? 'bad-value' : make(found);
}

/** Bounds as they are written; `null` where a side is open. */
type Bounds = { readonly from: string | null; readonly to: string | null };

/**
 * `x`, `x..y`, `x-y` (where a dash cannot be part of a value), `>x`, `>=x`, `<x`, `<=x`, `x..`, `..y`.
 * `next` and `before` go from a value to its neighbours, for the bounds that leave it out.
 */
function boundsOf(value: string, steps: Steps, separator: RegExp): Bounds | null {
  const compared = /^([<>])(=?)(.+)$/.exec(value);
  if (compared) return comparedBounds(compared, steps);
  const parts = value.split(separator);
  if (parts.length > 2) return null;
  const [first = '', second = first] = parts;
  const from = first === '' ? null : steps.first(first);
  const to = second === '' ? null : steps.last(second);
  if ((first !== '' && from === null) || (second !== '' && to === null)) return null;
  return from === null && to === null ? null : { from, to };
}

/** How the values of a field are counted; each gives null for what is no value. */
type Steps = {
  /** Where what is written begins (`2024-06` on the first of June) and ends. */
  readonly first: (text: string) => string | null;
  readonly last: (text: string) => string | null;
  /** The value before and the one after. */
  readonly before: (value: string) => string | null;
  readonly after: (value: string) => string | null;
};

function comparedBounds(match: RegExpExecArray, steps: Steps): Bounds | null {
  const [, sign, equal, text = ''] = match;
  const [first, last] = [steps.first(text), steps.last(text)];
  if (first === null || last === null) return null;
  if (sign === '>') {
    const from = equal ? first : steps.after(last);
    return from === null ? null : { from, to: null };
  }
  const to = equal ? last : steps.before(first);
  return to === null ? null : { from: null, to };
}

const wholeNumber = (pattern: RegExp): Steps => {
  const read = (text: string): string | null => (pattern.test(text) ? String(Number(text)) : null);
  return {
    first: read,
    last: read,
    before: (value) => read(String(Number(value) - 1)),
    after: (value) => read(String(Number(value) + 1)),
  };
};

const YEARS = wholeNumber(/^[1-9]\d{3}$/);
const COUNTS = wholeNumber(/^\d{1,9}$/);

function yearTerm(value: string): Outcome {
  return rangeTerm('year', boundsOf(value, YEARS, /\.\.|-|–/)) ?? 'bad-year';
}

function upvotesTerm(value: string): Outcome {
  return rangeTerm('upvotes', boundsOf(value, COUNTS, /\.\.|-|–/)) ?? 'bad-number';
}

function rangeTerm(field: RangeTerm['field'], bounds: Bounds | null): RangeTerm | null {
  if (bounds === null) return null;
  const from = bounds.from === null ? null : Number(bounds.from);
  const to = bounds.to === null ? null : Number(bounds.to);
  return from !== null && to !== null && from > to ? null : { kind: 'range', field, from, to };
}

const DAYS: Steps = {
  first: (text) => dayOf(text, 'first'),
  last: (text) => dayOf(text, 'last'),
  before: (day) => shifted(day, -1),
  after: (day) => shifted(day, 1),
};

function dateTerm(value: string): Outcome {
  const recent = RECENT_VALUES.find((one) => one === value);
  if (recent !== undefined) return { kind: 'recent', value: recent };
  const bounds = boundsOf(value, DAYS, /\.\./);
  if (bounds === null || isReversed(bounds)) return 'bad-date';
  return { kind: 'date', ...bounds } satisfies DateTerm;
}

function isReversed({ from, to }: Bounds): boolean {
  return from !== null && to !== null && from > to;
}

/** First or last day of a year, a month or a day as it is written. */
function dayOf(text: string, which: 'first' | 'last'): string | null {
  const [, year, month, day] = /^([1-9]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const wantedMonth = Number(month ?? (which === 'first' ? 1 : 12));
  // Day 0 of the next month is the last of this one.
  const date = day
    ? new Date(Date.UTC(Number(year), wantedMonth - 1, Number(day)))
    : new Date(
        Date.UTC(Number(year), wantedMonth - (which === 'first' ? 1 : 0), +(which === 'first')),
      );
  const isReal =
    wantedMonth >= 1 &&
    date.getUTCMonth() === wantedMonth - 1 &&
    (!day || date.getUTCDate() === Number(day));
  return isReal ? iso(date) : null;
}

function shifted(day: string, days: number): string | null {
  const date = new Date(Date.parse(day) + days * 86_400_000);
  const text = iso(date);
  return /^[1-9]\d{3}-/.test(text) ? text : null;
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}
