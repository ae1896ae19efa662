import { z } from 'zod';
import { parseArxivId } from './arxiv-id.ts';
import { foldList, foldText, toDay, toRepository, toUrl } from './clean.ts';
import { readLinked } from './linked-repositories.ts';
import type { PaperSource, UpstreamPaper } from './types.ts';

/** A field of the wrong type is unknown; it never costs the entry. */
const text = z.string().nullish().catch(null);
const count = z.number().int().nonnegative().nullish().catch(null);
const texts = z.array(z.string().nullable().catch(null)).nullish().catch(null);
const account = z.object({ user: text, name: text }).nullish().catch(null);
const organization = z.object({ name: text, fullname: text }).nullish().catch(null);
const author = z.object({ name: text }).nullable().catch(null);

const paperSchema = z.object({
  id: z.string(),
  title: text,
  summary: text,
  /** What some recordings call `summary`. */
  abstract: text,
  authors: z.array(author).nullish().catch(null),
  publishedAt: text,
  submittedOnDailyAt: text,
  submittedOnDailyBy: account,
  upvotes: count,
  discussionId: text,
  ai_summary: text,
  ai_keywords: texts,
  projectPage: text,
  githubRepo: text,
  githubStars: count,
  mediaUrl: text,
  mediaUrls: texts,
  thumbnail: text,
  organization,
  linkedModels: z.unknown().optional(),
  numTotalModels: z.unknown().optional(),
  linkedDatasets: z.unknown().optional(),
  numTotalDatasets: z.unknown().optional(),
  linkedSpaces: z.unknown().optional(),
  numTotalSpaces: z.unknown().optional(),
});

const entrySchema = z.object({
  paper: paperSchema,
  title: text,
  summary: text,
  thumbnail: text,
  numComments: count,
  submittedBy: account,
  mediaUrl: text,
  mediaUrls: texts,
  organization,
});

type Entry = z.infer<typeof entrySchema>;
type Account = z.infer<typeof account>;
type Organization = z.infer<typeof organization>;

/** An entry as read: the paper, and the day on which it was last featured, if any. */
export type ReadEntry = { readonly paper: UpstreamPaper; readonly featuredOn: string | null };

/**
 * Reads an entry of a listing, a `{paper}` wrapper, or a bare paper. Undefined where it has no arXiv
 * id or no title. The entry's own `publishedAt` is not read: it is shifted (`upstream.md`, trap 1).
 */
export function readEntry(
  json: unknown,
  origin: string,
  source: PaperSource,
): ReadEntry | undefined {
  const parsed = entrySchema.safeParse(isWrapper(json) ? json : { paper: json });
  if (!parsed.success) return undefined;
  const id = parseArxivId(parsed.data.paper.id)?.id;
  const title = foldText(parsed.data.paper.title) ?? foldText(parsed.data.title);
  if (!id || !title) return undefined;
  const paper = { ...describe(parsed.data, origin), arxivId: id, title, source };
  return { paper, featuredOn: toDay(parsed.data.paper.submittedOnDailyAt) };
}

/** The arXiv id that a broken entry claims, for a report. */
export function claimedId(json: unknown): string | null {
  const { paper, id } = (json ?? {}) as { paper?: { id?: unknown } | null; id?: unknown };
  const claimed = paper?.id ?? id;
  return typeof claimed === 'string' ? claimed : null;
}

function isWrapper(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'paper' in json;
}

function describe(entry: Entry, origin: string) {
  const { paper } = entry;
  return {
    abstract: foldText(paper.summary) ?? foldText(entry.summary) ?? foldText(paper.abstract),
    authors: foldList(paper.authors?.map((author) => author?.name ?? null)),
    authorCount: null,
    publishedAt: toDay(paper.publishedAt),
    organization: toOrganization(paper.organization) ?? toOrganization(entry.organization),
    upvotes: paper.upvotes ?? null,
    comments: entry.numComments ?? null,
    aiSummary: foldText(paper.ai_summary),
    aiKeywords: foldList(paper.ai_keywords),
    projectPage: toUrl(paper.projectPage, origin),
    githubRepo: toRepository(paper.githubRepo),
    githubStars: paper.githubStars ?? null,
    thumbnail: toUrl(entry.thumbnail ?? paper.thumbnail, origin),
    submittedBy: loginOf(entry.submittedBy) ?? loginOf(paper.submittedOnDailyBy),
    discussionId: foldText(paper.discussionId),
    mediaUrls: toMedia(entry, origin) ?? toMedia(paper, origin),
    linkedModels: readLinked(paper.linkedModels, paper.numTotalModels),
    linkedDatasets: readLinked(paper.linkedDatasets, paper.numTotalDatasets),
    linkedSpaces: readLinked(paper.linkedSpaces, paper.numTotalSpaces),
    arxiv: null,
  };
}

/** The login is `user` in some objects and `name` in others. */
function loginOf(account: Account): string | null {
  return foldText(account?.user) ?? foldText(account?.name);
}

function toOrganization(organization: Organization): UpstreamPaper['organization'] {
  const slug = foldText(organization?.name);
  return slug ? { slug, name: foldText(organization?.fullname) ?? slug } : null;
}

/** `mediaUrl` of 2024 became `mediaUrls`. */
function toMedia(
  { mediaUrl, mediaUrls }: Pick<Entry, 'mediaUrl' | 'mediaUrls'>,
  origin: string,
): string[] | null {
  return foldList((mediaUrls ?? [mediaUrl ?? null]).map((url) => toUrl(url, origin)));
}
