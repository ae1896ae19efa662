import type { Fields } from '../store/index.ts';

/** What one machine counted of a day's reading of a paper. */
export type ReadingTime = {
  readonly day: string;
  readonly device: string;
  readonly seconds: number;
};

const FIELD = /^seconds:(\d{4}-\d\d-\d\d):(.+)$/;

/** The time that what was said of a paper tells of, by day and machine. */
export function readingIn(fields: Fields): ReadingTime[] {
  return Object.entries(fields).flatMap(([name, { value }]) => {
    const [, day, device] = FIELD.exec(name) ?? [];
    if (day === undefined || device === undefined || typeof value !== 'number') return [];
    return [{ day, device, seconds: value }];
  });
}

/** All of it, in seconds. */
export function secondsIn(fields: Fields): number {
  return readingIn(fields).reduce((sum, { seconds }) => sum + seconds, 0);
}
