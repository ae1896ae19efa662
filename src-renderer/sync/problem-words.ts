import { t } from '../app/texts/index.ts';
import type { Problem } from './draft.ts';

const { problems } = t.sync.setUp;

/** Says what is wrong with a field. */
export function problemWords(problem: Problem | undefined): string | null {
  if (problem === undefined) return null;
  return isTyped(problem) ? problems[problem] : t.sync.reasons[problem];
}

function isTyped(problem: Problem): problem is keyof typeof problems {
  return problem in problems;
}
