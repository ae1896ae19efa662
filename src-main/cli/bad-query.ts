import { CommanderError } from 'commander';
import type { QueryProblem } from '../../src-shared/contract/index.ts';
import type { Context } from './command.ts';
import { bold, mayColour } from './io.ts';
import { queryProblem, searchTexts } from './search-texts.ts';
import { displayWidth } from './width.ts';

/** Signs of a query that are shown around a problem. */
const SHOWN = 60;
const WRONG_USAGE = 2;

/**
 * Ends a command whose query makes no sense: wrong usage, as other arguments are, told on stderr with
 * a line that points at the place (CLI-2).
 */
export function refuseQuery(
  query: string,
  problems: readonly QueryProblem[],
  { io, options }: Context,
): never {
  const error = { reason: 'bad-query', problems };
  if (options.json) io.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`);
  const label = bold('error:', mayColour(io.stderr, io.env));
  for (const problem of problems)
    io.stderr.write(`${label} ${sentence(problem)}\n${pointed(query, problem)}\n`);
  throw new CommanderError(WRONG_USAGE, 'offprint.badQuery', sentence(problems[0]!));
}

function sentence(problem: QueryProblem): string {
  return searchTexts.search.bad(queryProblem(problem));
}

/** The part of the query around a problem, and a line of carets below it. */
function pointed(query: string, { start, end }: QueryProblem): string {
  const text = query.replace(/\p{Cc}/gu, ' ');
  const from = Math.max(0, Math.min(start, text.length) - SHOWN / 2);
  const line = text.slice(from, from + SHOWN);
  const before = displayWidth(text.slice(from, start));
  const marked = displayWidth(line.slice(start - from, Math.max(end, start + 1) - from));
  return `  ${line}\n  ${' '.repeat(before)}${'^'.repeat(Math.max(1, marked))}`;
}
