import { z } from 'zod';
import { paper, paperId, paperRow } from './paper.ts';

/** Most characters of a query. */
export const MAX_QUERY_LENGTH = 10_000;
/** A longer query is answered with what is wrong with it, one beyond this is not taken at all. */
export const MOST_TYPED = 200_000;

/**
 * Why a query makes no sense: `unclosed-quote`, `unclosed-group`, `unopened-group`, `empty-group`,
 * `empty-phrase`, `missing-operand` (of `OR` or `-`), `unknown-field`, `missing-value`, `bad-value`
 * (`is:nonsense`), `bad-year`, `bad-date`, `bad-number`, `too-long`, `too-many-terms`, `too-deep`.
 */
export const queryReason = z.enum([
  'unclosed-quote',
  'unclosed-group',
  'unopened-group',
  'empty-group',
  'empty-phrase',
  'missing-operand',
  'unknown-field',
  'missing-value',
  'bad-value',
  'bad-year',
  'bad-date',
  'bad-number',
  'too-long',
  'too-many-terms',
  'too-deep',
]);
export type QueryReason = z.infer<typeof queryReason>;

/** A part of a query that makes no sense, by its UTF-16 positions in the text; the end is not in it. */
export const queryProblem = z.object({
  reason: queryReason,
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** The word that is meant, such as the unknown field's name. */
  text: z.string(),
});
export type QueryProblem = z.infer<typeof queryProblem>;

/** A stretch of a snippet; marked where it met the query. */
export const snippetPart = z.object({ text: z.string(), marked: z.boolean() });
export type SnippetPart = z.infer<typeof snippetPart>;

/** Where a paper met a query best (FIND-1). */
export const searchHit = z.object({
  where: z.enum([
    'title',
    'authors',
    'abstract',
    'organization',
    'tag',
    'note',
    'highlight',
    'pdf',
    'facts',
  ]),
  snippet: z.array(snippetPart),
  /** The title with the words marked; null where none of it is. */
  title: z.array(snippetPart).nullable(),
  /** Page of the PDF, counted from 0; null where the hit is in no PDF. */
  page: z.number().int().nonnegative().nullable(),
  /** The words to mark on that page, as they stand there. */
  words: z.array(z.string()).max(50),
  score: z.number(),
});
export type SearchHit = z.infer<typeof searchHit>;

/** The command line's `search` (CLI-4). */
export const findRequest = z.object({
  query: z.string().max(MOST_TYPED),
  limit: z.number().int().positive().max(1_000).default(20),
  offset: z.number().int().nonnegative().default(0),
});
export type FindRequest = z.infer<typeof findRequest>;
export const findResult = z.object({
  problems: z.array(queryProblem),
  corrected: z.array(z.object({ from: z.string(), to: z.string() })),
  total: z.number().int().nonnegative(),
  hits: z.array(searchHit.extend({ paper })),
});
export type FindResult = z.infer<typeof findResult>;

/** Papers like one, the most alike first (FIND-4). */
export const similarResult = z.array(paperRow.extend({ score: z.number() }));
export type SimilarResult = z.infer<typeof similarResult>;

/** How far the search index is; lists are complete without it, searches are not. */
export const searchStatus = z.object({
  state: z.enum(['ready', 'building', 'failed']),
  /** Papers and PDF pages that can be found, and all there are. */
  papers: z.object({ done: z.number().int(), total: z.number().int() }),
  pages: z.object({ done: z.number().int(), total: z.number().int() }),
});
export type SearchStatus = z.infer<typeof searchStatus>;

/** Beginnings of words for a field of the query that is being typed. */
export const completeRequest = z.object({
  field: z.enum(['author', 'org', 'tag', 'in']),
  prefix: z.string().max(200),
});

/** A saved search (FIND-6). */
export const savedSearch = z.object({
  id: z.string().max(80),
  name: z.string().trim().min(1).max(200),
  query: z.string().max(10_000),
  /** Papers that it finds now; null while that is being found out, or where the query makes no sense. */
  papers: z.number().int().nonnegative().nullable(),
});
export type SavedSearch = z.infer<typeof savedSearch>;

/** The papers that a search was narrowed to or found. */
export const foundIds = z.array(paperId);
