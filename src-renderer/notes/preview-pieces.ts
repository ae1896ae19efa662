import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { noteLinkAt } from '../../src-shared/notes/index.ts';
import { hrefOf, isFollowed } from './link-following.ts';
import { formulaAt } from './math-syntax.ts';

/** A part of a note that looks other than it is written; offsets into the note. */
export type PreviewPiece = {
  readonly from: number;
  readonly to: number;
} & (
  | { readonly kind: 'hidden' | 'bullet' | 'rule' }
  | { readonly kind: 'task'; readonly checked: boolean }
  | {
      readonly kind: 'formula';
      readonly text: string;
      readonly tex: string;
      readonly display: boolean;
    }
  | { readonly kind: 'link'; readonly href: string }
  | { readonly kind: 'noteLink'; readonly target: string; readonly label: string }
  | { readonly kind: 'mark'; readonly look: string }
  /** `from` is the beginning of a line. */
  | { readonly kind: 'line'; readonly look: string }
);

/** Marks that vanish, and whether the blank behind them vanishes too. */
const HIDDEN: Readonly<Record<string, boolean>> = {
  HeaderMark: true,
  QuoteMark: true,
  EmphasisMark: false,
  StrikethroughMark: false,
  CodeMark: false,
};

const LOOKS: Readonly<Record<string, string>> = { InlineCode: 'code', Strikethrough: 'strike' };

const LINE_LOOKS: Readonly<Record<string, string>> = { Blockquote: 'quote', FencedCode: 'fence' };

type Node = ReturnType<typeof syntaxTree>['topNode'];

/**
 * What of a note between two offsets looks other than it is written, by place. Lines for which
 * `isSource` answers true are left as they are, but for the look of quotes and code as a whole.
 */
export function previewPieces(
  state: EditorState,
  from: number,
  to: number,
  isSource: (line: number) => boolean,
): PreviewPiece[] {
  const pieces: PreviewPiece[] = [];
  syntaxTree(state).iterate({
    from,
    to,
    enter: ({ node }) => {
      pieces.push(...lookOfLines(state, node, from, to));
      if (node.name === 'FencedCode') pieces.push(...fence(state, node, isSource));
      const line = state.doc.lineAt(node.from);
      const isOneLine = node.to <= line.to;
      if (isOneLine && !isSource(line.number)) pieces.push(...piecesOf(state, node));
      return node.name !== 'Link' || isOneLine;
    },
  });
  return pieces;
}

function lookOfLines(state: EditorState, node: Node, from: number, to: number): PreviewPiece[] {
  const heading = /^(?:ATX|Setext)Heading([1-6])$/.exec(node.name)?.[1];
  const look = heading ? `h${heading}` : LINE_LOOKS[node.name];
  if (look === undefined) return [];
  const pieces: PreviewPiece[] = [];
  let at = state.doc.lineAt(Math.max(node.from, from));
  const end = Math.min(node.to, to);
  for (;;) {
    pieces.push({ kind: 'line', from: at.from, to: at.from, look });
    if (at.to >= end || at.number === state.doc.lines) return pieces;
    at = state.doc.line(at.number + 1);
  }
}

function piecesOf(state: EditorState, node: Node): PreviewPiece[] {
  const { from, to, name } = node;
  const look = LOOKS[name];
  if (look) return [{ kind: 'mark', from, to, look }];
  if (name in HIDDEN) return hiddenMark(state, node);
  if (name === 'HorizontalRule') return [{ kind: 'rule', from, to }];
  if (name === 'ListMark') return listMark(state, node);
  if (name === 'TaskMarker')
    return [{ kind: 'task', from, to, checked: /x/i.test(state.sliceDoc(from, to)) }];
  if (name === 'Escape') return [{ kind: 'hidden', from, to: from + 1 }];
  if (name === 'Math') return formula(state, node);
  if (name === 'NoteLink') return noteLink(state, node);
  if (name === 'URL' && node.parent?.name !== 'Link') return address(state, node);
  return name === 'Link' ? link(state, node) : [];
}

function hiddenMark(state: EditorState, { from, to, name, parent }: Node): PreviewPiece[] {
  // The fence tells the code's language and stays; so does the underline of a heading.
  if (parent?.name === 'FencedCode' || parent?.name.startsWith('Setext')) return [];
  const blank = HIDDEN[name] && state.sliceDoc(to, to + 1) === ' ' ? 1 : 0;
  return [{ kind: 'hidden', from, to: to + blank }];
}

function listMark(state: EditorState, { from, to, nextSibling }: Node): PreviewPiece[] {
  if (nextSibling?.name === 'Task') return [{ kind: 'hidden', from, to: to + 1 }];
  return /^[-*+]$/.test(state.sliceDoc(from, to)) ? [{ kind: 'bullet', from, to }] : [];
}

function formula(state: EditorState, { from, to }: Node): PreviewPiece[] {
  const text = state.sliceDoc(from, to);
  const found = formulaAt(text);
  return found ? [{ kind: 'formula', from, to, text, tex: found.tex, display: found.display }] : [];
}

function link(state: EditorState, node: Node): PreviewPiece[] {
  const url = node.getChild('URL');
  const [open, close] = node.getChildren('LinkMark');
  if (!url || !open || !close || close.from === open.to) return [];
  return [
    { kind: 'hidden', from: open.from, to: open.to },
    { kind: 'link', from: open.to, to: close.from, href: hrefOf(state, node) ?? '' },
    { kind: 'hidden', from: close.from, to: node.to },
  ];
}

function noteLink(state: EditorState, { from, to }: Node): PreviewPiece[] {
  const link = noteLinkAt(state.sliceDoc(from, to));
  return link ? [{ kind: 'noteLink', from, to, target: link.target, label: link.label }] : [];
}

/** An address that stands in the text as it is. */
function address(state: EditorState, node: Node): PreviewPiece[] {
  const href = hrefOf(state, node);
  return href !== undefined && isFollowed(href)
    ? [{ kind: 'link', from: node.from, to: node.to, href }]
    : [];
}

/** Hides the fence of code that is not being written; the language stays as its small heading. */
function fence(
  state: EditorState,
  node: Node,
  isSource: (line: number) => boolean,
): PreviewPiece[] {
  const first = state.doc.lineAt(node.from).number;
  const last = state.doc.lineAt(node.to).number;
  for (let line = first; line <= last; line++) if (isSource(line)) return [];
  return node.getChildren('CodeMark').flatMap(({ from, to }): PreviewPiece[] => {
    const start = state.doc.lineAt(from).from;
    return [
      { kind: 'line', from: start, to: start, look: 'edge' },
      { kind: 'hidden', from, to },
    ];
  });
}
