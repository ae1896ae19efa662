import type { CslDate } from '../../listings/index.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The date in `2017-06-12`, `2017/6/12/`, `June 12, 2017`, `12 Jun 2017`, `2017` and the like. */
export function dateIn(text: string | undefined): CslDate | undefined {
  if (!text) return undefined;
  const parts = isoParts(text) ?? wordParts(text);
  return parts && { 'date-parts': [parts] };
}

/** Of a year and a month as BibTeX has them. */
export function dateOfMonth(
  year: string | undefined,
  month: string | undefined,
): CslDate | undefined {
  const [digits] = /\d{4}/.exec(year ?? '') ?? [];
  if (digits === undefined) return undefined;
  const number = monthIn(month ?? '');
  const [day] = /(?<!\d)(?:[12]?\d|3[01])(?!\d)/.exec((month ?? '').replace(/^\d+$/, '')) ?? [];
  return {
    'date-parts': [
      [Number(digits), ...(number ? [number, ...(day === undefined ? [] : [Number(day)])] : [])],
    ],
  };
}

function isoParts(text: string): number[] | undefined {
  const match = /(?<!\d)(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?!\d)/.exec(text);
  if (!match) return undefined;
  const [, year, month, day] = match.map(Number);
  if (!isMonth(month) && /[a-z]{3}/i.test(text)) return undefined;
  if (!isMonth(month)) return [year!];
  return day !== undefined && day >= 1 && day <= 31 ? [year!, month!, day] : [year!, month!];
}

function isMonth(month: number | undefined): boolean {
  return month !== undefined && month >= 1 && month <= 12;
}

function wordParts(text: string): number[] | undefined {
  const [year] = /(?<!\d)\d{4}(?!\d)/.exec(text) ?? [];
  return year === undefined
    ? undefined
    : [...dateOfMonth(year, text.replace(year, ''))!['date-parts'][0]!];
}

function monthIn(text: string): number | undefined {
  const number = Number(/^\s*(\d{1,2})\s*$/.exec(text)?.[1]);
  if (number >= 1 && number <= 12) return number;
  const found = MONTHS.findIndex((month) => new RegExp(`\\b${month}`, 'i').test(text));
  return found === -1 ? undefined : found + 1;
}
