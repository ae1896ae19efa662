import type { PaperOrigin } from '../../../src-shared/contract/index.ts';
import type { PaperFacts, PaperSource } from '../listings/index.ts';

const UPSTREAMS = [
  ['hf', 'huggingface'],
  ['arxiv', 'arxiv'],
] as const satisfies readonly (readonly [PaperSource, PaperOrigin['source']])[];

/** Where a paper is known from: the upstreams that told any of its facts, then files. */
export function originsOf(facts: Partial<PaperFacts>): PaperOrigin[] {
  const told = new Set(Object.values(facts.from ?? {}));
  const upstreams = UPSTREAMS.filter(([source]) => told.has(source));
  // When an upstream first told of it is not kept: the days of its listings say more.
  const named = upstreams.map(([, source]) => ({ source, name: null, at: null }));
  return [...named, ...(facts.origins ?? [])];
}
