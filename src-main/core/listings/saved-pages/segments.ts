import type { ShownDate } from './dates.ts';
import type { Login } from './logins.ts';
import { findLogins } from './logins.ts';
import type { Token } from './tokens.ts';
import type { SavedPaper, SavedProblem } from './types.ts';

/** A line of text that may be a title or an abstract. */
export type TextToken = Extract<Token, { kind: 'text' }> & {
  /** The token after it, which tells what is between them. */
  readonly next: Token | undefined;
};

/** What stands below an abstract. */
export type Details = {
  readonly line: number;
  authorCount: number | null;
  organization: SavedPaper['organization'];
  hasDot: boolean;
  date: ShownDate | null;
  comments: number | null;
};

/** What stands between the end of one record's details and the end of the next's. */
export type Segment = {
  login: Login | null;
  readonly texts: TextToken[];
  details: Details | null;
};

/** A page's segments, and what its head says. */
export type Segmented = {
  readonly segments: readonly Segment[];
  readonly head: ShownDate | undefined;
  readonly problems: readonly SavedProblem[];
};

/** An organisation on the hub: no spaces in its slug. */
const ORGANIZATION = /^([a-z0-9][\w.-]{0,95})(?: (.{1,120}))?$/i;

/** Groups a page's tokens by its details and by `Submitted by`, which no damage to a text moves. */
export function toSegments(tokens: readonly Token[]): Segmented {
  const builder = new Builder(tokens);
  for (let at = 0; at < tokens.length; at++) builder.take(at);
  return builder.finish();
}

class Builder {
  readonly #tokens: readonly Token[];
  readonly #logins: ReturnType<typeof findLogins>;
  readonly #segments: Segment[] = [];
  readonly #problems: SavedProblem[] = [];
  readonly #hasDetails: boolean;
  readonly #isDotSpaced: boolean;
  #head: ShownDate | undefined;
  #segment: Segment = newSegment();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#logins = findLogins(tokens);
    this.#hasDetails = tokens.some(({ kind }) => kind === 'authors' || kind === 'dot');
    this.#isDotSpaced = mostDotsSpaced(tokens);
  }

  take(at: number): void {
    const token = this.#tokens[at]!;
    if (token.kind === 'text') this.#takeText(token, at);
    else if (token.kind === 'submitted') this.#takeSubmitted(token, at);
    else if (token.kind === 'authors') this.#takeAuthors(token);
    else if (token.kind === 'dot') this.#takeDot(token);
    else if (token.kind === 'date') this.#takeDate(token, at);
    else if (token.kind === 'number') this.#takeNumber(token.count, at);
    else if (token.kind === 'too-long') this.#report(token.line, 'too-long');
  }

  finish(): Segmented {
    this.#close();
    return { segments: this.#segments, head: this.#head, problems: this.#problems };
  }

  #takeText(token: Extract<Token, { kind: 'text' }>, at: number): void {
    if (this.#logins.consumed.has(at)) return;
    // A record names its authors or its organisation: what comes between belongs to neither.
    if (this.#segment.details?.authorCount && this.#tokens[at + 1]?.kind === 'dot') {
      this.#report(token.line, 'stray-text');
      return;
    }
    const organization = this.#organizationAt(token.text, at);
    if (organization) {
      this.#openDetails(token.line).organization = organization;
      return;
    }
    if (this.#segment.details) this.#close();
    this.#segment.texts.push({ ...token, next: this.#tokens[at + 1] });
  }

  #takeSubmitted({ line }: Token, at: number): void {
    const login = this.#logins.byToken.get(at)!;
    if (login.reason) this.#report(line, login.reason);
    if (this.#segment.texts.length > 0 || this.#segment.details) this.#close();
    this.#segment.login = { ...login, line };
    if (login.title) {
      const { text, line: titleLine } = login.title;
      const place = { line: titleLine, isSpaced: true, isAfterChrome: true };
      this.#segment.texts.push({ kind: 'text', text, ...place, next: this.#tokens[at + 1] });
    }
  }

  #takeAuthors({ line, count }: Extract<Token, { kind: 'authors' }>): void {
    this.#openDetails(line).authorCount ??= count;
  }

  /** A second dot, or one after the date, says nothing. */
  #takeDot({ line }: Token): void {
    if (this.#segment.details?.date) return;
    const details = this.#segment.details ?? this.#openDetails(line);
    details.hasDot = true;
  }

  /** A date by itself is the page's, unless the text before it must have lost its other details. */
  #takeDate({ line, date, isAfterChrome }: Extract<Token, { kind: 'date' }>, at: number): void {
    const { details, texts } = this.#segment;
    const isOfPage = isAfterChrome || at === 0;
    if (details && !details.date) this.#setDate(details, date);
    else if (!details && texts.length > 0 && this.#hasDetails && !isOfPage) {
      this.#setDate(this.#openDetails(line), date);
    } else if (isOfPage) this.#head ??= date;
  }

  /** The comments, where the copy put them on a line of their own. */
  #takeNumber(count: number, at: number): void {
    const before = this.#tokens[at - 1];
    const details = this.#segment.details;
    if (before?.kind === 'date' && details?.date === before.date) details.comments ||= count;
  }

  #setDate(details: Details, date: ShownDate): void {
    details.date = date;
    details.comments = date.comments ?? 0;
  }

  /** Details that begin anew after a date are another record's. */
  #openDetails(line: number): Details {
    if (this.#segment.details?.date) this.#close();
    this.#segment.details ??= newDetails(line);
    return this.#segment.details;
  }

  #organizationAt(text: string, at: number): SavedPaper['organization'] {
    const next = this.#tokens[at + 1];
    if (next?.kind !== 'dot') return null;
    const isPlaced = next.isSpaced === this.#isDotSpaced || next.isAfterChrome;
    // After a title and an abstract nothing else can be meant.
    if (!isPlaced && this.#segment.texts.length < 2) return null;
    const found = text.length > 220 ? null : ORGANIZATION.exec(text.replace(/\s+/g, ' '));
    return found && { slug: found[1]!, name: found[2] ?? found[1]! };
  }

  #close(): void {
    const { login, texts, details } = this.#segment;
    if (texts.length > 0 || details || login) this.#segments.push(this.#segment);
    this.#segment = newSegment();
  }

  #report(line: number, reason: SavedProblem['reason']): void {
    this.#problems.push({ line, reason });
  }
}

function newSegment(): Segment {
  return { login: null, texts: [], details: null };
}

function newDetails(line: number): Details {
  const unknown = { authorCount: null, organization: null, date: null, comments: null };
  return { line, hasDot: false, ...unknown };
}

/** Whether a blank line is before the dot, as a rule of this page. */
function mostDotsSpaced(tokens: readonly Token[]): boolean {
  let spaced = 0;
  for (const { kind, isSpaced, isAfterChrome } of tokens) {
    if (kind === 'dot' && !isAfterChrome) spaced += isSpaced ? 1 : -1;
  }
  return spaced > 0;
}
