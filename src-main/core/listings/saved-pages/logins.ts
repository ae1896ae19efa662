import type { Token } from './tokens.ts';
import type { SavedProblem } from './types.ts';

/** Who submitted a paper, as its `Submitted by` tells. */
export type Login = {
  readonly name: string | null;
  readonly line: number;
  /** The title, where it was glued to the login. */
  readonly title: { readonly text: string; readonly line: number } | null;
  readonly reason: SavedProblem['reason'] | null;
};

/** The logins by the index of their `submitted` token, and the text tokens used up by them. */
export type Logins = {
  readonly byToken: ReadonlyMap<number, Login>;
  readonly consumed: ReadonlySet<number>;
};

/** What follows `Submitted by`, on its line or on the next. */
type Following = {
  /** Index of the `submitted` token. */
  readonly at: number;
  readonly line: number;
  readonly text: string;
  /** Whether it is on the same line. */
  readonly isOwn: boolean;
  /** What may be a login at the begin of the text. */
  readonly prefixes: readonly string[];
  /** Lines of text after it, before anything else; 2 are a title and an abstract. */
  readonly textsAfter: number;
};

/** What the whole page shows of its logins. */
type Known = {
  /** Whether records have logins on this page; a stray `Submitted by` does not make them. */
  readonly isRule: boolean;
  /** Logins that stand by themselves. */
  readonly plain: ReadonlySet<string>;
  /** Logins that several titles are glued to. */
  readonly shared: ReadonlySet<string>;
};

const LOGIN = /^[a-z0-9](?:[a-z0-9._-]{0,94}[a-z0-9])?$/i;
const MAX_LOGIN = 96;
/** Between a login and a title: a capital, a bracket, a quote, a sign of LaTeX. */
const BOUNDARY = /(?<=[a-z0-9_-])(?=\p{Lu}|[[("'`“‘$\\])|(?<=[A-Z])(?=\p{Lu}\p{Ll})/gu;
const NONE = { name: null, title: null, reason: null };

/**
 * Reads who submitted each paper: `Submitted by` with the login after it, with or without a space, or
 * on the next line; also with the title glued to the login, which is cut where a login that stands by
 * itself elsewhere ends, or else at the change of case that most of the page agrees on.
 */
export function findLogins(tokens: readonly Token[]): Logins {
  const followings = tokens.flatMap((token, at) => followingOf(token, at, tokens));
  const known = { ...learn(followings), isRule: isRule(tokens) };
  const byToken = new Map<number, Login>();
  const consumed = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'submitted') byToken.set(at, { ...NONE, line: token.line });
  }
  for (const following of followings) {
    const login = readLogin(following, known);
    if (!login) continue;
    byToken.set(following.at, { ...NONE, line: following.line, ...login });
    if (!following.isOwn) consumed.add(following.at + 1);
  }
  return { byToken, consumed };
}

function followingOf(token: Token, at: number, tokens: readonly Token[]): Following[] {
  if (token.kind !== 'submitted') return [];
  const next = tokens[at + 1];
  const isOwn = token.rest !== '';
  const source = isOwn ? { text: token.rest, line: token.line } : next;
  if (!source || !('text' in source)) return [];
  const textsAfter = countTexts(tokens, isOwn ? at + 1 : at + 2);
  const { text, line } = source;
  return [{ at, text, line, isOwn, textsAfter, prefixes: prefixesOf(text) }];
}

/** Two are enough to know. What is before a dot is an organisation. */
function countTexts(tokens: readonly Token[], start: number): number {
  const isText = (at: number) => tokens[at]?.kind === 'text' && tokens[at + 1]?.kind !== 'dot';
  if (!isText(start)) return 0;
  return isText(start + 1) ? 2 : 1;
}

/** Every record with details has a dot. */
function isRule(tokens: readonly Token[]): boolean {
  const count = (kind: Token['kind']) => tokens.filter((token) => token.kind === kind).length;
  return count('submitted') * 3 >= count('dot');
}

function learn(followings: readonly Following[]): Omit<Known, 'isRule'> {
  const plain = new Set(followings.map(({ text }) => text).filter((text) => LOGIN.test(text)));
  const counts = new Map<string, number>();
  for (const prefix of followings.flatMap(({ prefixes }) => prefixes)) {
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const shared = new Set<string>();
  for (const { prefixes } of followings) {
    const prefix = sharedPrefix(prefixes, counts);
    if (prefix) shared.add(prefix);
  }
  return { plain, shared };
}

/**
 * The first change of case, if the page shows it twice; a later one (`Adina|Y`) where nearly all go
 * on to it, which titles that begin with the same word do not.
 */
function sharedPrefix(
  prefixes: readonly string[],
  counts: ReadonlyMap<string, number>,
): string | undefined {
  const count = (prefix: string) => counts.get(prefix) ?? 0;
  const [first] = prefixes;
  if (!first || count(first) < 2) return undefined;
  const isShared = (prefix: string) => count(prefix) >= 3 && count(prefix) * 3 > count(first) * 2;
  return prefixes.findLast(isShared) ?? first;
}

/** Undefined where the text is no login, and no title glued to one, but the title itself. */
function readLogin(following: Following, known: Known): Partial<Login> | undefined {
  const { text, line, isOwn, textsAfter } = following;
  if (LOGIN.test(text)) return { name: text };
  // Title and abstract follow: what has spaces is a person's name.
  if (textsAfter >= 2) return {};
  const isGlued = isOwn || (known.isRule && known.plain.size === 0);
  const name =
    knownPrefix(text, known.plain) ?? (isGlued ? likeliest(following, known) : undefined);
  if (name) return { name, title: { text: text.slice(name.length).trim(), line } };
  return isOwn ? { reason: 'glued-login' } : undefined;
}

/** The longest login of the page that a text begins with. Two letters would be too few to say. */
function knownPrefix(text: string, logins: ReadonlySet<string>): string | undefined {
  if (logins.size === 0) return undefined;
  for (let length = Math.min(MAX_LOGIN, text.length - 1); length > 2; length--) {
    const prefix = text.slice(0, length);
    if (logins.has(prefix)) return prefix;
  }
  return undefined;
}

/** What may be a login at the begin of a text: it ends in the first word, or with it. */
function prefixesOf(text: string): string[] {
  const head = text.slice(0, MAX_LOGIN);
  const space = head.search(/\s/);
  const word = space === -1 ? head : head.slice(0, space);
  const ends = [...word.matchAll(BOUNDARY)].map(({ index }) => index);
  return ends.map((end) => text.slice(0, end)).filter((prefix) => LOGIN.test(prefix));
}

/** What other titles of the page are glued to as well, or else the first change of case. */
function likeliest({ text, prefixes }: Following, { shared }: Known): string | undefined {
  return knownPrefix(text, shared) ?? prefixes[0];
}
