import { setImmediate } from 'node:timers/promises';
import type { KeptBecause } from '../../../src-shared/contract/index.ts';
import type { Content, Held } from './ledger.ts';

/** What keeps PDFs from eviction. */
export type KeepFacts = {
  isPinned(file: Held): boolean;
  isAnnotated(file: Held): boolean;
  isOpen(file: Held): boolean;
};

/** Why a PDF may not be evicted (FILE-5); null where it may. */
export function keptBecause(file: Held, facts: KeepFacts): KeptBecause | null {
  if (facts.isPinned(file)) return 'pinned';
  if (facts.isAnnotated(file)) return 'annotated';
  if (file.origin === 'own') return 'own';
  if (facts.isOpen(file)) return 'open';
  return URL.canParse(file.url) ? null : 'unknown-source';
}

/** Why a file must stay on the disk: the reason of the first paper that has one. */
export function contentKeptBecause(content: Content, facts: KeepFacts): KeptBecause | null {
  for (const file of content.files) {
    const because = keptBecause(file, facts);
    if (because) return because;
  }
  return null;
}

/** When papers were read last, in milliseconds since the epoch; those never read are left out. */
export type ReadTimes = (paperIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Contents whose times of reading are asked for at once. */
const PAGE = 200;

/**
 * Contents by the last time that they were stored or read, the longest ago first. Times of reading
 * are asked for page by page, only as far as the caller goes on: none can lie before the storing.
 */
export async function* leastRecentlyUsed(
  contents: readonly Content[],
  readTimes: ReadTimes,
): AsyncGenerator<Content> {
  const stored = contents
    .map((content) => ({ content, at: latest(content.files.map(({ storedAt }) => storedAt)) }))
    .sort((a, b) => a.at - b.at);
  let known: typeof stored = [];
  for (let start = 0; start < stored.length; start += PAGE) {
    if (start > 0) await setImmediate();
    const page = stored.slice(start, start + PAGE);
    known = [...known, ...(await used(page, readTimes))].sort((a, b) => a.at - b.at);
    const next = stored[start + PAGE]?.at ?? Number.POSITIVE_INFINITY;
    const sure = known.filter(({ at }) => at <= next);
    known = known.slice(sure.length);
    for (const { content } of sure) yield content;
  }
}

async function used(
  page: readonly { content: Content; at: number }[],
  readTimes: ReadTimes,
): Promise<{ content: Content; at: number }[]> {
  const papersOf = (content: Content): string[] => content.files.map(({ paperId }) => paperId);
  const times = await readTimes(page.flatMap(({ content }) => papersOf(content)));
  return page.map(({ content, at }) => {
    const read = papersOf(content).map((id) => times.get(id) ?? 0);
    return { content, at: latest([at, ...read]) };
  });
}

function latest(times: readonly number[]): number {
  return times.reduce((a, b) => Math.max(a, b), 0);
}
