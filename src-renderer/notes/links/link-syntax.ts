import { noteLinkAt } from '../../../src-shared/notes/index.ts';
import type { MarkdownExtension } from '../markdown-extension.ts';

const BRACKET = 91;
const BACKSLASH = 92;
const LONGEST = 1_000;

/** Links `[[target|label]]` to papers and notes, as nodes `NoteLink` of the Markdown tree. */
export const noteLinkSyntax: MarkdownExtension = {
  defineNodes: ['NoteLink'],
  parseInline: [
    {
      name: 'NoteLink',
      before: 'Emphasis',
      parse(context, next, position) {
        if (next !== BRACKET || context.char(position + 1) !== BRACKET) return -1;
        if (context.char(position - 1) === BACKSLASH) return -1;
        const found = noteLinkAt(
          context.slice(position, Math.min(context.end, position + LONGEST)),
        );
        if (!found) return -1;
        return context.addElement(context.elt('NoteLink', position, position + found.length));
      },
    },
  ],
};
