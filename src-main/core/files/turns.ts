import { setImmediate } from 'node:timers/promises';

/** Questions to the store before others get their turn: it answers without letting go of the event loop. */
const QUESTIONS = 50;

/** The items for which `is` holds, each once, in their order; others get their turn in between. */
export async function thoseInTurns<T>(
  items: readonly T[],
  is: (item: T) => Promise<boolean>,
): Promise<T[]> {
  const those: T[] = [];
  for (const [index, item] of [...new Set(items)].entries()) {
    if (index % QUESTIONS === QUESTIONS - 1) await setImmediate();
    if (await is(item)) those.push(item);
  }
  return those;
}

/** The items in pieces of at most `size`. */
export function piecesOfList<T>(items: readonly T[], size: number): (readonly T[])[] {
  const pieces: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size)
    pieces.push(items.slice(start, start + size));
  return pieces;
}
