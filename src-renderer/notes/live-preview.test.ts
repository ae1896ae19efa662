import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { formulaBlocks } from './block-preview.ts';
import { mathBlockSyntax } from './math-block.ts';
import { formulaAt, mathSyntax } from './math-syntax.ts';
import { previewPieces } from './preview-pieces.ts';

function stateOf(doc: string): EditorState {
  const extensions = [
    markdown({ base: markdownLanguage, extensions: [mathSyntax, mathBlockSyntax] }),
  ];
  const state = EditorState.create({ doc, extensions });
  ensureSyntaxTree(state, doc.length, 10_000);
  return state.update({}).state;
}

/** The pieces of a note, as kind and the text they lie on; of lines, their look. */
function shown(doc: string, sourceLine = 0): string[] {
  const state = stateOf(doc);
  return previewPieces(state, 0, doc.length, (line) => line === sourceLine).map((piece) =>
    piece.kind === 'line'
      ? `line ${state.doc.lineAt(piece.from).number} ${piece.look}`
      : `${piece.kind} ${state.sliceDoc(piece.from, piece.to)}`,
  );
}

describe('live preview', () => {
  it('[NOTE-1] hides the marks of headings, emphasis and quotes', () => {
    expect(shown('# One')).toEqual(['line 1 h1', 'hidden # ']);
    expect(shown('a **b** *c*')).toEqual(['hidden **', 'hidden **', 'hidden *', 'hidden *']);
    expect(shown('> so\n> it')).toEqual(['line 1 quote', 'line 2 quote', 'hidden > ', 'hidden > ']);
  });

  it('[NOTE-1] leaves the line that is being written as Markdown', () => {
    expect(shown('# One\n\n**two**', 1)).toEqual(['line 1 h1', 'hidden **', 'hidden **']);
    expect(shown('a **b**', 1)).toEqual([]);
  });

  it('[NOTE-1] shows tasks as boxes and items as bullets', () => {
    expect(shown('- [ ] open\n- [x] done\n- item')).toEqual([
      'hidden - ',
      'task [ ]',
      'hidden - ',
      'task [x]',
      'bullet -',
    ]);
    expect(shown('1. first')).toEqual([]);
  });

  it('[NOTE-1] shows formulas, but not in code and not for prices', () => {
    expect(shown('let $x_1 * y$ and $$\\int f$$')).toEqual([
      'formula $x_1 * y$',
      'formula $$\\int f$$',
    ]);
    expect(shown('`$x$`')).toEqual(['mark `$x$`', 'hidden `', 'hidden `']);
    expect(shown('from $5 to $6')).toEqual([]);
    expect(shown('or \\$a$')).toEqual(['hidden \\']);
    expect(formulaAt('$a\\$b$')).toEqual({ length: 6, tex: 'a\\$b', display: false });
  });

  it('[NOTE-1] shows links as their words, rules as lines, code as a block', () => {
    expect(shown('see [it](https://a.b)')).toEqual([
      'hidden [',
      'link it',
      'hidden ](https://a.b)',
    ]);
    expect(shown('a\n\n---')).toEqual(['rule ---']);
    expect(shown('```py\n**no**\n```', 2)).toEqual([
      'line 1 fence',
      'line 2 fence',
      'line 3 fence',
    ]);
    expect(shown('```py\n**no**\n```')).toEqual([
      'line 1 fence',
      'line 2 fence',
      'line 3 fence',
      'line 1 edge',
      'hidden ```',
      'line 3 edge',
      'hidden ```',
    ]);
  });

  it('[NOTE-1] shows formulas over several lines, also right behind words and in lists', () => {
    const tex = (doc: string) => formulaBlocks(stateOf(doc)).map((block) => block.tex);
    expect(tex('words\n$$\na\\\\\nb_1 * c * d\n$$\nmore')).toEqual(['a\\\\\nb_1 * c * d']);
    expect(tex('$$a +\nb$$')).toEqual(['a +\nb']);
    expect(tex('- one\n\n  $$\n  x\n  $$\n')).toEqual(['x']);
    expect(tex('$$x$$ and $$y$$')).toEqual([]);
  });

  it('[NOTE-1] leaves what follows a formula that is not ended as it is', () => {
    expect(formulaBlocks(stateOf('$$\nx\n\n**a**\n\n$$\ny\n$$'))).toMatchObject([{ tex: 'y' }]);
    expect(shown('$$\nx\n\n**a**')).toEqual(['hidden **', 'hidden **']);
    expect(shown('```\n$$\nx\n$$\n```', 1)).toHaveLength(5);
    expect(formulaBlocks(stateOf('```\n$$\nx\n$$\n```'))).toEqual([]);
    expect(formulaBlocks(stateOf('- $$\nx\n$$'))).toEqual([]);
    expect(formulaBlocks(stateOf('> $$\n> x\n> $$'))).toEqual([]);
  });

  it('[PERF-7] asks of a note of 5,000 lines only what is in sight', () => {
    const doc = '**a** $x$\n'.repeat(5_000);
    const state = stateOf(doc);
    const pieces = previewPieces(state, 30_000, 31_000, () => false);
    expect(pieces.length).toBeGreaterThan(250);
    expect(pieces.length).toBeLessThan(400);
  });
});
