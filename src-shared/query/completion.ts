import { printTerm } from './print.ts';
import { tokenize } from './tokens.ts';

/** A value that is being typed at a caret; `start` to `end` are the value's UTF-16 positions. */
export type Completion = {
  readonly field: 'author' | 'org' | 'tag' | 'in';
  readonly prefix: string;
  readonly start: number;
  readonly end: number;
};

const COMPLETED: readonly string[] = ['author', 'org', 'tag', 'in'] satisfies Completion['field'][];

/** The value of a field with many values that ends at the caret, or null. */
export function completionAt(text: string, caret: number): Completion | null {
  const tokens = tokenize(text.slice(0, caret));
  const last = tokens.at(-1);
  if (last?.end !== caret) return null;
  const isBare = last.kind === 'field';
  const name = isBare ? last : tokens.at(-2);
  if (name?.kind !== 'field' || !COMPLETED.includes(name.field ?? '')) return null;
  const field = name.field as Completion['field'];
  if (isBare) return { field, prefix: '', start: caret, end: caret };
  if (last.start !== name.end) return null;
  const isOpen = last.kind === 'word' || (last.kind === 'phrase' && !last.closed);
  return isOpen ? { field, prefix: last.text, start: last.start, end: last.end } : null;
}

/** The text with the value chosen in place of what was typed of it, and where the caret goes then. */
export function withCompletion(
  text: string,
  { start, end, field }: Completion,
  value: string,
): { text: string; caret: number } {
  const isName = field === 'tag' || field === 'in';
  const term = isName
    ? printTerm({ kind: 'name', field, text: value, prefix: 'no' })
    : printTerm({ kind: /\s/.test(value) ? 'phrase' : 'word', field, text: value, prefix: 'no' });
  const chosen = `${term.slice(field.length + 1)} `;
  const rest = text.slice(end).replace(/^\s/, '');
  return { text: text.slice(0, start) + chosen + rest, caret: start + chosen.length };
}
