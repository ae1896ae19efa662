import { setImmediate } from 'node:timers/promises';
import type { Mutations } from './mutations.ts';

/** What a merge of many papers did, by the papers' ids. */
export type Outcome = {
  readonly added: Set<string>;
  readonly changed: Set<string>;
  /** Stored anew though nothing that a user asks for has changed, and ids that are of the past. */
  readonly touched: Set<string>;
};

/** Items of one transaction: small enough that a user's own write never waits long. */
const CHUNK = 50;

/** The outcome of nothing yet. */
export function newOutcome(): Outcome {
  return { added: new Set(), changed: new Set(), touched: new Set() };
}

/** A paper that is new stays new, whatever else changes in the same merge. */
export function note({ added, changed }: Outcome, id: string, wasKnown: boolean): void {
  if (!wasKnown) added.add(id);
  else if (!added.has(id)) changed.add(id);
}

/** Tells whoever listens which papers are others now. */
export function announce(mutations: Mutations, { added, changed, touched }: Outcome): void {
  const ids = new Set([...added, ...changed, ...touched]);
  if (ids.size > 0) mutations.context.events.changed('papers', [...ids]);
}

/** Others get their turn between two chunks: nothing that SQLite does lets go of the event loop. */
export async function* chunksOf<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) {
    if (start > 0) await setImmediate();
    yield items.slice(start, start + CHUNK);
  }
}
