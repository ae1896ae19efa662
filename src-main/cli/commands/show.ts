import { type PaperDetails, paper as paperShape } from '../../../src-shared/contract/index.ts';
import { type Context, failure, type Outcome, type Register } from '../command.ts';
import { bold } from '../io.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { PDF, STATUS, sizeText, t } from '../texts.ts';
import { singleLine, wrapWords } from '../width.ts';

const { labels } = t.show;
const LONGEST_ID = 200;

function authorsText({ authors, authorCount }: PaperDetails): string {
  if (authors.length > 0) return authors.join(', ');
  return authorCount === null ? '' : labels.authorCount(authorCount);
}

function pdfText({ pdf }: PaperDetails): string {
  const size = pdf.bytes === null ? '' : sizeText(pdf.bytes);
  const pages = pdf.pages === null ? '' : labels.pages(pdf.pages);
  return [PDF[pdf.state], size, pages].filter((part) => part !== '').join(', ');
}

function facts(paper: PaperDetails): string[][] {
  const status = paper.starred
    ? `${STATUS[paper.status]}, ${labels.starred}`
    : STATUS[paper.status];
  const rows = [
    [labels.id, paper.id],
    [labels.authors, authorsText(paper)],
    [labels.organization, paper.organization ?? ''],
    [labels.published, paper.publishedAt ?? ''],
    [labels.featured, paper.featuredOn.join(', ')],
    [labels.upvotes, paper.upvotes === null ? '' : `${paper.upvotes}`],
    [labels.comments, paper.comments === null ? '' : `${paper.comments}`],
    [labels.status, status],
    [labels.pdf, pdfText(paper)],
  ];
  return rows.filter(([, value]) => value !== '');
}

function wrapped(text: string, width: number | null): string[] {
  const line = singleLine(text);
  return width === null ? [line] : wrapWords(line, width);
}

function paperText(paper: PaperDetails, { style }: Context): string {
  const title = wrapped(paper.title, style.width).map((line) => bold(line, style.colour));
  const table = renderTable([{ title: '' }, { title: '' }], facts(paper), style);
  const abstract = paper.abstract === null ? [] : ['', ...wrapped(paper.abstract, style.width)];
  const lines = (texts: string[]) => texts.map((line) => `${line}\n`).join('');
  return `${lines(title)}\n${table}${lines(abstract)}`;
}

async function show(client: CoreClient, context: Context, id: string): Promise<Outcome> {
  const known = id !== '' && id.length <= LONGEST_ID;
  const paper = known ? (await client.papers.get({ id })).paper : null;
  if (paper === null) return failure('not-found', t.show.unknown(id));
  // The details pane's further fields are left out: the shape of `show` is that of a paper.
  return { json: paperShape.parse(paper), human: paperText(paper, context), problem: null };
}

/** `show`: one paper. */
export const registerShow: Register = (program, acts) => {
  program
    .command('show')
    .description(t.show.about)
    .argument('<id>', t.show.id)
    .action((id: string) => acts.withCore((client, context) => show(client, context, id)));
};
