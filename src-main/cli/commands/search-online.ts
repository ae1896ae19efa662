import { Option } from 'commander';
import {
  type FoundPaper,
  type SearchSource,
  searchSource,
} from '../../../src-shared/contract/index.ts';
import { type Context, failure, type Outcome, onInterrupt, type Register } from '../command.ts';
import { wholeNumber } from '../parsers.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { t, UNKNOWN, upstreamMessage } from '../texts.ts';

type Choice = { source: SearchSource; offset: number };

const MOST_RESULTS = 30_000;
const LONGEST_QUERY = 1_000;

function row({ arxivId, upvotes, paperId, title }: FoundPaper): string[] {
  return [arxivId, `${upvotes ?? UNKNOWN}`, paperId === null ? '' : t.searchOnline.here, title];
}

function foundText(papers: readonly FoundPaper[], { style }: Context): string {
  if (papers.length === 0) return `${t.searchOnline.none}\n`;
  const { columns } = t;
  const titles = [
    { title: columns.id },
    { title: columns.upvotes, align: 'right' as const },
    { title: columns.where },
    { title: columns.title },
  ];
  return renderTable(titles, papers.map(row), style);
}

function foundNothing(context: Context): Outcome {
  const json = { papers: [], total: 0, hasMore: false };
  return { json, human: foundText([], context), problem: null };
}

async function search(
  client: CoreClient,
  context: Context,
  query: string,
  { source, offset }: Choice,
): Promise<Outcome> {
  if (query === '') return foundNothing(context);
  const release = onInterrupt(context.io.signal, () => client.listings.cancel());
  try {
    const result = await client.listings.search({
      ...{ source, offset },
      query: query.slice(0, LONGEST_QUERY),
    });
    if (!result.ok) {
      return failure(result.failure.reason, upstreamMessage(result.failure, context.io.now()));
    }
    const { papers, total, hasMore } = result;
    const more = hasMore ? `${t.searchOnline.more(offset + papers.length, total)}\n` : '';
    const human = foundText(papers, context) + more;
    return { json: { papers, total, hasMore }, human, problem: null };
  } finally {
    release();
  }
}

/** `search-online`: searches an upstream for papers. */
export const registerSearchOnline: Register = (program, acts) => {
  program
    .command('search-online')
    .description(t.searchOnline.about)
    .argument('<query...>', t.searchOnline.query)
    .addOption(
      new Option('--source <source>', t.searchOnline.source)
        .choices(searchSource.options)
        .default('huggingface'),
    )
    .option('--offset <count>', t.searchOnline.offset, wholeNumber(0, MOST_RESULTS), 0)
    .action((words: string[], choice: Choice) =>
      acts.withCore((client, context) => search(client, context, words.join(' ').trim(), choice)),
    );
};
