import { randomBytes } from 'node:crypto';

/** The folder of all machines' folders. */
export const MACHINES = 'm';
/** The folder of what says whose target this is. */
export const MARKERS = 't';

const SEGMENT = /^m\/([a-z0-9]+)\/(\d{8})-[a-z0-9]+\.seg$/;
const NUMBER_DIGITS = 8;

/** A random name of letters and digits. */
export function randomName(): string {
  return randomBytes(8).toString('hex');
}

/** A name for a machine's next segment: never given twice, by a copy of its folder neither. */
export function segmentName(folder: string, number: number): string {
  const digits = String(number).padStart(NUMBER_DIGITS, '0');
  return `${MACHINES}/${folder}/${digits}-${randomBytes(4).toString('hex')}.seg`;
}

/** Whose segment a name is of; null for what other programs put there. */
export function folderOf(name: string): string | null {
  return SEGMENT.exec(name)?.[1] ?? null;
}

/** A segment's number among its machine's. */
export function numberOf(name: string): number {
  return Number(SEGMENT.exec(name)?.[2] ?? 0);
}
