import type { MarkdownExtension } from './markdown-extension.ts';

const DOLLAR = 36;
const BACKSLASH = 92;

/** The formula at the start of a text, as it is written and its TeX; undefined where there is none. */
export function formulaAt(
  text: string,
): { length: number; tex: string; display: boolean } | undefined {
  const block = /^\$\$([^$\n]+)\$\$/.exec(text);
  if (block) return { length: block[0].length, tex: block[1]!.trim(), display: true };
  // As in other Markdown: nothing blank inside the dollars, no digit behind, so prices stay prices.
  const inline =
    /^\$((?:[^\s$\\]|\\[^\n])(?:(?:\\[^\n]|[^$\\\n])*(?:[^\s$\\]|\\[^\n]))?)\$(?!\d)/.exec(text);
  return inline ? { length: inline[0].length, tex: inline[1]!, display: false } : undefined;
}

/** Formulas `$…$` and `$$…$$` on one line, as nodes `Math` of the Markdown tree. */
export const mathSyntax: MarkdownExtension = {
  defineNodes: ['Math'],
  parseInline: [
    {
      name: 'Math',
      before: 'Emphasis',
      parse(context, next, position) {
        if (next !== DOLLAR || context.char(position - 1) === BACKSLASH) return -1;
        const found = formulaAt(context.slice(position, Math.min(context.end, position + 2_000)));
        if (!found) return -1;
        return context.addElement(context.elt('Math', position, position + found.length));
      },
    },
  ],
};
