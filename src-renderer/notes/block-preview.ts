import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import { blockTex } from './math-block.ts';
import { FormulaWidget } from './preview-widgets.ts';

type Block = { readonly from: number; readonly to: number; readonly tex: string };

const hasFocus = StateEffect.define<boolean>();

/** What holds other blocks. In quotes each line of a formula begins with a sign that is not TeX. */
const HOLDERS = /^(?:Document|BulletList|OrderedList|ListItem)$/;

/** The formulas of a note that go over several lines, by place. */
export function formulaBlocks(state: EditorState): Block[] {
  const blocks: Block[] = [];
  syntaxTree(state).iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'MathBlock') return HOLDERS.test(name);
      const tex = blockTex(state.sliceDoc(from, to));
      if (tex !== undefined) blocks.push({ from, to, tex });
      return false;
    },
  });
  return blocks;
}

/** What replaces line breaks must be known before the view is laid out: no view plugin may do it. */
type Shown = {
  readonly focused: boolean;
  readonly blocks: readonly Block[];
  readonly decorations: DecorationSet;
};

function shown(state: EditorState, focused: boolean, blocks: readonly Block[]): Shown {
  const isWritten = ({ from, to }: Block) =>
    focused &&
    state.selection.ranges.some(
      (range) => range.to >= state.doc.lineAt(from).from && range.from <= to,
    );
  const decorations = Decoration.set(
    blocks
      .filter((block) => !isWritten(block))
      .map(({ from, to, tex }) => {
        const widget = new FormulaWidget(state.sliceDoc(from, to), tex, true);
        return Decoration.replace({ widget }).range(from, to);
      }),
  );
  return { focused, blocks, decorations };
}

const formulas = StateField.define<Shown>({
  create: (state) => shown(state, false, formulaBlocks(state)),
  update(before, { state, startState, effects, selection, docChanged }) {
    const told = effects.find((effect) => effect.is(hasFocus));
    const focused = told ? (told.value as boolean) : before.focused;
    const isParsed = docChanged || syntaxTree(state) !== syntaxTree(startState);
    if (!isParsed && !selection && focused === before.focused) return before;
    const blocks = isParsed ? formulaBlocks(state) : before.blocks;
    return blocks.length + before.blocks.length === 0
      ? { ...before, focused }
      : shown(state, focused, blocks);
  },
  provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
});

/** Shows formulas that go over several lines, but for those that are being written. */
export const blockPreview: Extension = [
  formulas,
  EditorView.focusChangeEffect.of((_state, focusing) => hasFocus.of(focusing)),
];
