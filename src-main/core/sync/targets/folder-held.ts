import { setTimeout as sleep } from 'node:timers/promises';

/** What Windows says of a file that a scanner, or who carries the folder, just holds. */
const HELD: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** Milliseconds before each further try. */
const RESTS_MS = [20, 100, 500];

/** Does something with a file, again where others may hold it; throws what the last try throws. */
export async function whileHeld(
  work: () => Promise<void>,
  [rest, ...later]: readonly number[] = RESTS_MS,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (rest === undefined || !isHeld(error)) throw error;
    await sleep(rest);
    await whileHeld(work, later);
  }
}

/** Whether an error may come from others who hold the file; from lacking rights it may, too. */
export function isHeld(error: unknown): boolean {
  return HELD.has((error as NodeJS.ErrnoException).code);
}
