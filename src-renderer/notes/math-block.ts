import type { MarkdownExtension } from './markdown-extension.ts';

type BlockParser = NonNullable<MarkdownExtension['parseBlock']>[number];
type Line = Parameters<NonNullable<BlockParser['parse']>>[1];

/** `$$` with no other one behind it on its line, which would be a formula on one line. */
const begins = (line: Line): boolean =>
  line.text.startsWith('$$', line.pos) && !line.text.includes('$$', line.pos + 2);

const ends = (text: string): boolean => text.trimEnd().endsWith('$$');

/** The TeX of a formula over several lines; undefined where it is not ended or empty. */
export function blockTex(text: string): string | undefined {
  const tex = text.trimEnd().slice(2, -2).trim();
  return ends(text.slice(2)) && tex !== '' ? tex : undefined;
}

/**
 * Formulas `$$ … $$` over several lines, as nodes `MathBlock`. TeX has no blank lines in them, so one
 * that is not ended does not go on to the end of the note.
 */
export const mathBlockSyntax: MarkdownExtension = {
  defineNodes: [{ name: 'MathBlock', block: true }],
  parseBlock: [
    {
      name: 'MathBlock',
      before: 'FencedCode',
      parse(context, line) {
        if (!begins(line)) return false;
        const from = context.lineStart + line.pos;
        let to = context.lineStart + line.text.length;
        // A line that stands further left has left the list or quote that the formula is in.
        const { baseIndent } = line;
        const goesOn = () =>
          line.baseIndent >= baseIndent && line.text.slice(line.basePos).trim() !== '';
        while (context.nextLine() && goesOn()) {
          to = context.lineStart + line.text.length;
          if (!ends(line.text)) continue;
          context.nextLine();
          break;
        }
        context.addElement(context.elt('MathBlock', from, to));
        return true;
      },
      endLeaf: (_context, line) => begins(line),
    },
  ],
};
