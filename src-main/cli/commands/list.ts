import { Option } from 'commander';
import {
  type ListRequest,
  type Paper,
  readStatus,
  sortOrder,
} from '../../../src-shared/contract/index.ts';
import type { Context, Register } from '../command.ts';
import { inParts } from '../in-parts.ts';
import { parseDay, wholeNumber } from '../parsers.ts';
import { renderTable } from '../table.ts';
import { PDF, STATUS, t, UNKNOWN } from '../texts.ts';

const MOST_PAPERS = 100_000;

function row(paper: Paper): string[] {
  return [
    paper.featuredOn.at(-1) ?? UNKNOWN,
    `${paper.upvotes ?? UNKNOWN}`,
    STATUS[paper.status],
    PDF[paper.pdf.state],
    paper.id,
    paper.title,
  ];
}

/** Papers as a table, or a sentence where there is none. */
function papersText(papers: readonly Paper[], { style }: Context): string {
  if (papers.length === 0) return `${t.list.none}\n`;
  const { columns } = t;
  const titles = [
    { title: columns.featured },
    { title: columns.upvotes, align: 'right' as const },
    { title: columns.status },
    { title: columns.pdf },
    { title: columns.id },
    { title: columns.title },
  ];
  return renderTable(titles, papers.map(row), style);
}

/** `list`: papers of the library. */
export const registerList: Register = (program, acts) => {
  program
    .command('list')
    .description(t.list.about)
    .option('--limit <count>', t.list.limit, wholeNumber(1, MOST_PAPERS), 50)
    .option('--offset <count>', t.list.offset, wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .addOption(
      new Option('--sort <order>', t.list.sort).choices(sortOrder.options).default('upvotes'),
    )
    .option('--date <day>', t.list.date, parseDay)
    .option('--collection <name>', t.list.collection)
    .addOption(new Option('--status <status>', t.list.status).choices(readStatus.options))
    .action((request: ListRequest) =>
      acts.withCore(async (client, context) => {
        const papers: Paper[] = [];
        for await (const part of inParts(request, (part) =>
          client.library.list({ ...request, ...part }),
        ))
          papers.push(...part);
        const human = context.options.json ? '' : papersText(papers, context);
        return { json: papers, human, problem: null };
      }),
    );
};
