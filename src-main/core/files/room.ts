import { setImmediate } from 'node:timers/promises';
import {
  contentKeptBecause,
  type KeepFacts,
  leastRecentlyUsed,
  type ReadTimes,
} from './keeping.ts';
import type { Content, Ledger } from './ledger.ts';

/** By what rules room is made. */
export type RoomRules = {
  readonly facts: KeepFacts;
  /** Ids of files that stay although they might go. */
  readonly spared: ReadonlySet<string>;
  readonly readTimes: ReadTimes;
  /** Whether any of these papers bears marks after all. */
  readonly areMarked: (paperIds: readonly string[]) => Promise<boolean>;
};

/** Bytes of the files that stay: kept for a reason, or spared. */
export function keptBytes(ledger: Ledger, facts: KeepFacts, spared: ReadonlySet<string>): number {
  return ledger.total.bytes - evictableBytes(ledger, facts, spared);
}

/** Bytes of the files that may go. */
export function evictableBytes(
  ledger: Ledger,
  facts: KeepFacts,
  spared: ReadonlySet<string>,
): number {
  let bytes = 0;
  for (const content of ledger.contents())
    if (mayGo(content, facts, spared)) bytes += content.bytes;
  return bytes;
}

/** The files that have to go to make room for so many bytes, the least recently used first. */
export async function chooseForRoom(
  ledger: Ledger,
  bytes: number,
  { facts, spared, readTimes, areMarked }: RoomRules,
): Promise<{ readonly chosen: readonly Content[]; readonly isEnough: boolean }> {
  const candidates = [...ledger.contents()].filter((content) => mayGo(content, facts, spared));
  const chosen: Content[] = [];
  let found = 0;
  for await (const content of leastRecentlyUsed(candidates, readTimes)) {
    if (found >= bytes) break;
    // The store answers without letting go of the event loop.
    await setImmediate();
    if (await areMarked(content.files.map(({ paperId }) => paperId))) continue;
    chosen.push(content);
    found += content.bytes;
  }
  return { chosen, isEnough: found >= bytes };
}

function mayGo(content: Content, facts: KeepFacts, spared: ReadonlySet<string>): boolean {
  if (content.files.some(({ id }) => spared.has(id))) return false;
  return contentKeptBecause(content, facts) === null;
}
