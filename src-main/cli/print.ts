import type { Context, Outcome } from './command.ts';
import type { Terminal } from './io.ts';

/**
 * Prints what a command ended with: one JSON document, or text for people, to stdout, and its
 * problem to stderr. Answers the exit code, 0 or 1 (CLI-2).
 */
export function printOutcome(outcome: Outcome, { io, options }: Context): number {
  if (options.json) printJson(outcome.json, io.stdout);
  else if (outcome.human !== '') io.stdout.write(outcome.human);
  if (outcome.problem === null) return 0;
  io.stderr.write(`offprint: ${outcome.problem}\n`);
  return 1;
}

/** Values of a long list that are written at a time. */
const PART = 1_000;

/** One document. A long list is written in parts: as one text it could be longer than a string may be. */
function printJson(value: unknown, stdout: Terminal): void {
  if (!Array.isArray(value) || value.length <= PART) {
    stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    return;
  }
  for (let start = 0; start < value.length; start += PART) {
    const text = JSON.stringify(value.slice(start, start + PART), null, 2);
    stdout.write(`${start === 0 ? '[' : ','}${text.slice(1, -2)}`);
  }
  stdout.write('\n]\n');
}
