import type { QueryProblem } from '../../src-shared/contract/index.ts';
import { nearestField, nearestValue } from '../../src-shared/query/index.ts';
import { t } from '../app/texts/index.ts';

/** What is wrong with a query, in a sentence, with what is probably meant. */
export function problemText({ reason, text }: QueryProblem): string {
  return t.search.problems[reason](text, meantBy(reason, text));
}

function meantBy(reason: QueryProblem['reason'], text: string): string | null {
  if (reason === 'unknown-field') return nearestField(text);
  return reason === 'bad-value' ? nearestValue(text) : null;
}

/** A stretch of a text, and whether it is what makes no sense. */
export type Stretch = { readonly text: string; readonly wrong: boolean };

/** A text in stretches, by the positions of its problems. */
export function stretchesOf(text: string, problems: readonly QueryProblem[]): Stretch[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of problems)
    for (const cut of [start, Math.max(end, start + 1)]) if (cut < text.length) cuts.add(cut);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((end, index) => {
    const start = sorted[index] ?? 0;
    const wrong = problems.some((p) => p.start < end && Math.max(p.end, p.start + 1) > start);
    return { text: text.slice(start, end), wrong };
  });
}
