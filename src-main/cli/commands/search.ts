import type { FindResult, SnippetPart } from '../../../src-shared/contract/index.ts';
import { refuseQuery } from '../bad-query.ts';
import type { Context, Outcome, Register } from '../command.ts';
import { wholeNumber } from '../parsers.ts';
import { searchTexts, whereText } from '../search-texts.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { t } from '../texts.ts';

type Choice = { limit: number; offset: number };
type Hit = FindResult['hits'][number];

const texts = searchTexts.search;
const MOST_HITS = 1_000;
const LONGEST_QUERY = 10_000;

function plainText(parts: readonly SnippetPart[]): string {
  return parts
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function row({ paper, snippet, ...hit }: Hit): string[] {
  return [paper.id, whereText(hit), paper.title, hit.where === 'title' ? '' : plainText(snippet)];
}

function hitsText(
  { hits, corrected, total }: FindResult,
  offset: number,
  context: Context,
): string {
  const notes = corrected.map(({ from, to }) => `${texts.instead(from, to)}\n`).join('');
  if (hits.length === 0) return `${notes}${texts.none}\n`;
  const { columns } = t;
  const titles = [
    { title: columns.id },
    { title: columns.where },
    { title: columns.title },
    { title: texts.found },
  ];
  const shown = offset + hits.length;
  const more = shown < total ? `${texts.more(shown, total)}\n` : '';
  return notes + renderTable(titles, hits.map(row), context.style) + more;
}

async function search(
  client: CoreClient,
  context: Context,
  query: string,
  { limit, offset }: Choice,
): Promise<Outcome> {
  const result =
    query.length > LONGEST_QUERY
      ? tooLong(query)
      : await client.search.find({ query, limit, offset });
  if (result.problems.length > 0) return refuseQuery(query, result.problems, context);
  const json = result.hits.map(({ paper, where, snippet, page, score }) => ({
    ...{ paper, where, snippet: plainText(snippet), page, score },
  }));
  return { json, human: hitsText(result, offset, context), problem: null };
}

function tooLong({ length }: string): FindResult {
  const problem = { reason: 'too-long' as const, start: LONGEST_QUERY, end: length, text: '' };
  return { problems: [problem], corrected: [], total: 0, hits: [] };
}

/** `search`: finds papers of the library. */
export const registerSearch: Register = (program, acts) => {
  program
    .command('search')
    .description(texts.about)
    .argument('<query...>', texts.query)
    .option('--limit <count>', texts.limit, wholeNumber(1, MOST_HITS), 20)
    .option('--offset <count>', texts.offset, wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .action((words: string[], choice: Choice) =>
      acts.withCore((client, context) => search(client, context, words.join(' '), choice)),
    );
};
