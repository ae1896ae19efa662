/** Fields that hold text in which words and phrases are found. */
export const TEXT_FIELDS = [
  'title',
  'author',
  'abstract',
  'org',
  'note',
  'highlight',
  'text',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** Fields whose value is a name that the user gave: a tag, a collection or its path. */
export const NAME_FIELDS = ['tag', 'in'] as const;
export type NameField = (typeof NAME_FIELDS)[number];

/** Values of `is:`. */
export const IS_VALUES = [
  'unread',
  'read',
  'reading',
  'to-read',
  'skipped',
  'starred',
  'offline',
  'annotated',
] as const;
export type IsValue = (typeof IS_VALUES)[number];

/** Values of `has:`. */
export const HAS_VALUES = ['note', 'highlight', 'pdf', 'code', 'tag', 'due'] as const;
export type HasValue = (typeof HAS_VALUES)[number];

/** Days by a word, counted back from today: `week` and `month` are the last 7 and 31 days. */
export const RECENT_VALUES = ['today', 'yesterday', 'week', 'month'] as const;
export type RecentValue = (typeof RECENT_VALUES)[number];

/** Every field, as it is written. */
export const FIELDS = [
  ...TEXT_FIELDS,
  ...NAME_FIELDS,
  'year',
  'date',
  'upvotes',
  'is',
  'has',
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * Whether longer words are meant too: `star` by an asterisk, `typed` because the word is the last
 * of the text and may not be finished.
 */
export type Prefix = 'no' | 'star' | 'typed';

/** A word, in `field` or anywhere; as it was typed, which may be more than one word to an index. */
export type WordTerm = {
  readonly kind: 'word';
  readonly field: TextField | null;
  readonly text: string;
  readonly prefix: Prefix;
};

/** Words that stand beside one another in this order. */
export type PhraseTerm = {
  readonly kind: 'phrase';
  readonly field: TextField | null;
  readonly text: string;
  /** `star`: the last word may go on. */
  readonly prefix: 'no' | 'star';
};

/** A whole tag or collection, or what its name begins with; compared without regard to case. */
export type NameTerm = {
  readonly kind: 'name';
  readonly field: NameField;
  readonly text: string;
  readonly prefix: Prefix;
};

/** Whole numbers from one to another, both included; null is no limit; never both null. */
export type RangeTerm = {
  readonly kind: 'range';
  readonly field: 'year' | 'upvotes';
  readonly from: number | null;
  readonly to: number | null;
};

/** Days, `YYYY-MM-DD`, both included; null is no limit; never both null. */
export type DateTerm = {
  readonly kind: 'date';
  readonly from: string | null;
  readonly to: string | null;
};

/** Days counted back from the day on which the query is asked. */
export type RecentTerm = { readonly kind: 'recent'; readonly value: RecentValue };

/** What a paper is or has. */
export type FlagTerm =
  | { readonly kind: 'is'; readonly value: IsValue }
  | { readonly kind: 'has'; readonly value: HasValue };

/** One condition. */
export type Term = WordTerm | PhraseTerm | NameTerm | RangeTerm | DateTerm | RecentTerm | FlagTerm;

/**
 * A query in normal form: `and` and `or` have two parts or more and none of their own kind, `not`
 * holds no `not`. Its depth is bounded (MAX_DEPTH), so that recursion over it is safe.
 */
export type Query =
  | Term
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  | { readonly kind: 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query };

/** Most conditions of a query: an abstract that was pasted whole still fits. */
export const MAX_TERMS = 256;

/** Most groups inside one another. */
export const MAX_DEPTH = 20;

/** Most problems that are told of one query. */
export const MAX_PROBLEMS = 20;
