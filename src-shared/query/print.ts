import { tokenize } from './tokens.ts';
import type { DateTerm, NameTerm, PhraseTerm, Query, RangeTerm, Term, WordTerm } from './types.ts';

/**
 * The text of a query; `parseQuery` reads the same from it. Where the last word is finished the
 * text ends in a space, for without it the word would be one that is being typed.
 */
export function printQuery(query: Query | null): string {
  if (query === null) return '';
  const text = printed(query);
  return endsFinished(query) ? `${text} ` : text;
}

function printed(query: Query): string {
  switch (query.kind) {
    case 'or':
      return query.parts.map(printed).join(' OR ');
    case 'and':
      return query.parts.map(inAnd).join(' ');
    case 'not':
      return `-${isNotBare(query.part) ? `(${printed(query.part)})` : printed(query.part)}`;
    default:
      return printTerm(query);
  }
}

function inAnd(query: Query): string {
  return query.kind === 'or' ? `(${printed(query)})` : printed(query);
}

/** Whether a dash before a query would not negate all of it. */
function isNotBare(query: Query): boolean {
  if (query.kind === 'and' || query.kind === 'or' || query.kind === 'not') return true;
  const [first] = tokenize(`-${printTerm(query)}`);
  return first?.kind !== 'not';
}

/** The text of one condition, such as `author:"Le Cun"`. */
export function printTerm(term: Term): string {
  switch (term.kind) {
    case 'word':
    case 'phrase':
    case 'name':
      return (term.field === null ? '' : `${term.field}:`) + printText(term);
    case 'range':
      return `${term.field}:${printBounds(term, '-')}`;
    case 'date':
      return `date:${printBounds(term, '..')}`;
    case 'recent':
      return `date:${term.value}`;
    default:
      return `${term.kind}:${term.value}`;
  }
}

function printText(term: WordTerm | PhraseTerm | NameTerm): string {
  const star = term.prefix === 'star' ? '*' : '';
  const bare = term.kind !== 'phrase' && isOneWord(term);
  return (bare ? term.text : `"${doubled(term.text)}"`) + star;
}

/** Whether a text is read as the one word that it is when it stands without quotation marks. */
function isOneWord({ text, field }: WordTerm | NameTerm): boolean {
  const lead = field === null ? '' : `${field}:`;
  const tokens = tokenize(`${lead}${text}`);
  const [word] = tokens.slice(-1);
  const isAlone = tokens.length === (field === null ? 1 : 2);
  return isAlone && word?.kind === 'word' && word.text === text && !word.star;
}

function doubled(text: string): string {
  return text.replace(/["“”„‟«»＂]/g, '$&$&');
}

function printBounds({ from, to }: RangeTerm | DateTerm, between: string): string {
  if (from === to) return String(from);
  if (from === null) return `<=${to}`;
  return to === null ? `>=${from}` : `${from}${between}${to}`;
}

/** Whether the text ends in a word that would go on if more were typed, but is not meant to. */
function endsFinished(query: Query): boolean {
  if (query.kind === 'and' || query.kind === 'or') {
    const last = query.parts.at(-1)!;
    return !(query.kind === 'and' && last.kind === 'or') && endsFinished(last);
  }
  if (query.kind === 'not') return !isNotBare(query.part) && endsFinished(query.part);
  const isOpen = query.kind === 'word' || query.kind === 'name';
  return isOpen && query.prefix === 'no' && isOneWord(query);
}
