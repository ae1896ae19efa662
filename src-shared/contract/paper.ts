import { z } from 'zod';

/** `arxiv:2606.00467`, `file:<sha256 prefix>` or `title:<hash>`. */
export const paperId = z.string().min(3).max(160);

/** A calendar day, `YYYY-MM-DD`, in UTC as the upstreams count days. */
export const day = z.iso.date();

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** How far the user has come with a paper. */
export const readStatus = z.enum(['new', 'to-read', 'reading', 'read', 'skipped']);
export type ReadStatus = z.infer<typeof readStatus>;

/** A word of the user's for papers; compared as it is written, apart from white space around it. */
export const tag = z.string().trim().min(1).max(100);

/** Where a paper's PDF is on its way to this machine. */
export const pdfState = z.enum(['none', 'queued', 'downloading', 'stored', 'failed']);
export type PdfState = z.infer<typeof pdfState>;

/** What is known of a paper's PDF; null means unknown. */
export const paperPdf = z.object({
  state: pdfState,
  sha256: sha256.nullable(),
  bytes: z.number().int().nonnegative().nullable(),
  pages: z.number().int().positive().nullable(),
});

/**
 * A paper as the command line prints it (CLI-4) and the details pane shows it. Null means unknown,
 * which is not zero; dates are `YYYY-MM-DD`.
 */
export const paper = z.object({
  id: paperId,
  arxivId: z.string().nullable(),
  title: z.string(),
  abstract: z.string().nullable(),
  authors: z.array(z.string()),
  authorCount: z.number().int().nonnegative().nullable(),
  organization: z.string().nullable(),
  publishedAt: day.nullable(),
  featuredOn: z.array(day),
  upvotes: z.number().int().nonnegative().nullable(),
  comments: z.number().int().nonnegative().nullable(),
  status: readStatus,
  starred: z.boolean(),
  tags: z.array(z.string()),
  collections: z.array(z.string()),
  pdf: paperPdf,
});
export type Paper = z.infer<typeof paper>;

/** Where the reader stood: page from 0, share of the page above the window's top, zoom. */
export const readingPosition = z.object({
  page: z.number().int().nonnegative(),
  /** 0 at the page's top, 1 at its bottom. */
  top: z.number().min(0).max(1),
  /** CSS pixels per point, or a fit that follows the window. */
  zoom: z.union([z.number().min(0.05).max(16), z.enum(['fit-width', 'fit-page'])]),
  /** Degrees by which the pages are turned to the right; upright where it is left out. */
  rotation: z.union([z.literal(90), z.literal(180), z.literal(270)]).optional(),
  /** Two pages side by side, from the first one or after a cover; one where it is left out. */
  spread: z.enum(['two', 'cover']).optional(),
});
export type ReadingPosition = z.infer<typeof readingPosition>;

/** Models, datasets or Spaces of Hugging Face that name a paper; the most liked first. */
export const linkedRepositories = z.object({
  total: z.number().int().nonnegative().nullable(),
  items: z.array(
    z.object({
      /** `owner/name`. */
      id: z.string(),
      likes: z.number().int().nonnegative().nullable(),
      downloads: z.number().int().nonnegative().nullable(),
    }),
  ),
});
export type LinkedRepositories = z.infer<typeof linkedRepositories>;

/** Where a paper is known from, such as a file that was imported (LIST-7). */
export const paperOrigin = z.object({
  source: z.enum(['huggingface', 'arxiv', 'import', 'own-pdf']),
  /** Name of the file, for the latter two. */
  name: z.string().nullable(),
  /** Milliseconds since the epoch of the first time. */
  at: z.number().nullable(),
});
export type PaperOrigin = z.infer<typeof paperOrigin>;

/** What the details pane shows beyond the stable shape. */
export const paperDetails = paper.extend({
  linkedModels: linkedRepositories.nullable(),
  linkedDatasets: linkedRepositories.nullable(),
  linkedSpaces: linkedRepositories.nullable(),
  /** arXiv's categories, the primary one first. */
  categories: z.array(z.string()),
  doi: z.string().nullable(),
  /** What the authors say of it at arXiv, such as where it was accepted. */
  comment: z.string().nullable(),
  journalRef: z.string().nullable(),
  /** Path of the picture that the core serves from disk, or null. */
  thumbnail: z.string().nullable(),
  origins: z.array(paperOrigin),
  /** Newest version at arXiv, as far as it was asked. */
  latestVersion: z.number().int().positive().nullable(),
  /** When that version came, `YYYY-MM-DD`. */
  latestVersionAt: day.nullable(),
  /** Whether the user keeps its PDF from eviction. */
  pinned: z.boolean(),
  aiSummary: z.string().nullable(),
  aiKeywords: z.array(z.string()),
  projectPage: z.string().nullable(),
  githubRepo: z.string().nullable(),
  githubStars: z.number().int().nonnegative().nullable(),
  submittedBy: z.string().nullable(),
  /** arXiv version of the stored PDF, such as 2, when known. */
  pdfVersion: z.number().int().positive().nullable(),
  /** Why the last download failed; wording is the interface's. */
  pdfFailure: z.string().nullable(),
  position: readingPosition.nullable(),
  /** Milliseconds since the epoch. */
  lastReadAt: z.number().nullable(),
  /** Share of the paper that was read, 0 to 1; null where it was not opened (LIB-4). */
  progress: z.number().min(0).max(1).nullable(),
  /** Seconds spent reading it, on all machines. */
  secondsRead: z.number().nonnegative(),
  /** The day until which it is to be read, if the user set one (COLL-2). */
  due: day.nullable(),
  /** Ids of the collections that it is in, beside their names in `collections`. */
  collectionIds: z.array(z.string()),
  /** Former ids, and those of duplicates that were merged into it (LIB-5). */
  formerIds: z.array(z.string()),
  /** Milliseconds since the epoch at which it came into the library; null if unknown. */
  addedAt: z.number().nullable(),
});
export type PaperDetails = z.infer<typeof paperDetails>;

/** One row of the list: what a row shows and nothing more. */
export const paperRow = z.object({
  id: paperId,
  title: z.string(),
  authorCount: z.number().int().nonnegative().nullable(),
  firstAuthor: z.string().nullable(),
  organization: z.string().nullable(),
  upvotes: z.number().int().nonnegative().nullable(),
  comments: z.number().int().nonnegative().nullable(),
  status: readStatus,
  starred: z.boolean(),
  pdfState,
  highlights: z.number().int().nonnegative(),
  hasNote: z.boolean(),
  tags: z.array(tag),
  /** 0 to 1; null where it was not opened. */
  progress: z.number().min(0).max(1).nullable(),
  due: day.nullable(),
  /** `YYYY-MM-DD` of its publication. */
  publishedAt: day.nullable(),
});
export type PaperRow = z.infer<typeof paperRow>;

/** A change that the user makes to what they say of a paper; absent fields stay. */
export const paperPatch = z.object({
  status: readStatus.optional(),
  starred: z.boolean().optional(),
  position: readingPosition.optional(),
  /** Milliseconds since the epoch. */
  lastReadAt: z.number().optional(),
  /** Share read, 0 to 1; the furthest that the reader was. */
  progress: z.number().min(0).max(1).optional(),
  due: day.nullable().optional(),
});
export type PaperPatch = z.infer<typeof paperPatch>;

/** A change to what the user says of many papers at once; what is left out stays. */
export const manyPatch = z.object({
  status: readStatus.optional(),
  starred: z.boolean().optional(),
  due: day.nullable().optional(),
  tagsAdded: z.array(tag).max(50).optional(),
  tagsRemoved: z.array(tag).max(50).optional(),
});
export type ManyPatch = z.infer<typeof manyPatch>;

/** Most papers of one mutation; more are sent in parts, which one undo takes back together. */
export const MAX_MANY = 1_000;
