import {
  type LinkedRepositories,
  type PaperDetails,
  paper as paperShape,
} from '../../../src-shared/contract/index.ts';
import { type Context, failure, type Outcome, type Register } from '../command.ts';
import { bold } from '../io.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { PDF, STATUS, sizeText, t, upstreamMessage } from '../texts.ts';
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

function versionText({ latestVersion, latestVersionAt, pdfVersion }: PaperDetails): string {
  if (latestVersion === null) return '';
  const latest = [`${latestVersion}`, latestVersionAt ?? ''].filter((part) => part !== '');
  const stored = pdfVersion === latestVersion ? null : pdfVersion;
  return labels.versions(latest.join(', '), stored);
}

function repositoryText({ githubRepo, githubStars }: PaperDetails): string {
  const stars = githubStars === null ? '' : labels.stars(githubStars);
  return [githubRepo ?? '', githubRepo === null ? '' : stars]
    .filter((part) => part !== '')
    .join(', ');
}

function linkedText({ linkedModels, linkedDatasets, linkedSpaces }: PaperDetails): string {
  const count = (linked: LinkedRepositories | null, words: (count: number) => string): string => {
    const total = linked?.total ?? linked?.items.length ?? 0;
    return total === 0 ? '' : words(total);
  };
  const parts = [
    count(linkedModels, labels.models),
    count(linkedDatasets, labels.datasets),
    count(linkedSpaces, labels.spaces),
  ];
  return parts.filter((part) => part !== '').join(', ');
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
    [labels.version, versionText(paper)],
    [labels.categories, paper.categories.join(', ')],
    [labels.journalRef, paper.journalRef ?? ''],
    [labels.doi, paper.doi ?? ''],
    [labels.comment, paper.comment ?? ''],
    [labels.projectPage, paper.projectPage ?? ''],
    [labels.repository, repositoryText(paper)],
    [labels.linked, linkedText(paper)],
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

async function get(client: CoreClient, id: string): Promise<PaperDetails | null> {
  const isId = id !== '' && id.length <= LONGEST_ID;
  return isId ? (await client.papers.get({ id })).paper : null;
}

/** Why upstream could not be asked, as a sentence; null where it was, or nothing was to be asked. */
async function refresh(client: CoreClient, { io }: Context, id: string): Promise<string | null> {
  const result = await client.papers.refresh({ id, force: true });
  return result.ok ? null : upstreamMessage(result.failure, io.now());
}

async function show(
  client: CoreClient,
  context: Context,
  id: string,
  { refresh: isAsked = false }: { refresh?: boolean },
): Promise<Outcome> {
  const known = await get(client, id);
  if (known === null) return failure('not-found', t.show.unknown(id));
  const problem = isAsked ? await refresh(client, context, known.id) : null;
  const paper = (isAsked ? await get(client, known.id) : null) ?? known;
  // The details pane's further fields are left out: the shape of `show` is that of a paper.
  return { json: paperShape.parse(paper), human: paperText(paper, context), problem };
}

/** `show`: one paper. */
export const registerShow: Register = (program, acts) => {
  program
    .command('show')
    .description(t.show.about)
    .argument('<id>', t.show.id)
    .option('--refresh', t.show.refresh)
    .action((id: string, choice: { refresh?: boolean }) =>
      acts.withCore((client, context) => show(client, context, id, choice)),
    );
};
