import { InvalidArgumentError } from 'commander';
import { isoWeek, month } from '../../src-shared/contract/index.ts';
import { isDay } from './days.ts';
import { t } from './texts.ts';

/** Reads a day; throws commander's error for anything else. */
export function parseDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError(t.notADay);
  return text;
}

/** Reads an ISO week; throws commander's error for anything else. */
export function parseWeek(text: string): string {
  if (!isoWeek.safeParse(text).success) throw new InvalidArgumentError(t.sync.notAWeek);
  return text;
}

/** Reads a month; throws commander's error for anything else. */
export function parseMonth(text: string): string {
  if (!month.safeParse(text).success) throw new InvalidArgumentError(t.sync.notAMonth);
  return text;
}

/** A reader of whole numbers from `least` to `most`; it throws commander's error for anything else. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) {
      throw new InvalidArgumentError(t.notANumber(least, most));
    }
    return number;
  };
}
