import type { Context, Outcome } from './command.ts';

/**
 * Prints what a command ended with: one JSON document, or text for people, to stdout, and its
 * problem to stderr. Answers the exit code, 0 or 1 (CLI-2).
 */
export function printOutcome(outcome: Outcome, { io, options }: Context): number {
  const text = options.json ? `${JSON.stringify(outcome.json, null, 2)}\n` : outcome.human;
  if (text !== '') io.stdout.write(text);
  if (outcome.problem === null) return 0;
  io.stderr.write(`offprint: ${outcome.problem}\n`);
  return 1;
}
