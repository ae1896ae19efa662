import { syntaxTree } from '@codemirror/language';
import { type Extension, type Range, StateEffect } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { t } from '../app/texts/index.ts';
import { blockPreview } from './block-preview.ts';
import { isFollowed } from './link-following.ts';
import { LinkWidget } from './links/link-widget.ts';
import { targetTitles } from './links/titles.ts';
import { type PreviewPiece, previewPieces } from './preview-pieces.ts';
import { FormulaWidget, SignWidget, TaskWidget } from './preview-widgets.ts';
import { markOfLink } from './quote.ts';

/** A link that can be followed; one back to a mark is a chip, whose address says nothing. */
function linkLook(href: string): Decoration {
  if (!isFollowed(href)) return Decoration.mark({ attributes: { title: href } });
  const isMark = markOfLink(href) !== undefined;
  return Decoration.mark({
    class: isMark ? 'cm-preview-chip' : 'cm-preview-link',
    attributes: { role: 'link', title: isMark ? t.quotes.follow : href, 'data-href': href },
  });
}

function decorationOf(piece: PreviewPiece): Decoration {
  switch (piece.kind) {
    case 'hidden':
      return Decoration.replace({});
    case 'bullet':
    case 'rule':
      return Decoration.replace({ widget: new SignWidget(piece.kind) });
    case 'task':
      return Decoration.replace({ widget: new TaskWidget(piece.checked) });
    case 'formula':
      return Decoration.replace({
        widget: new FormulaWidget(piece.text, piece.tex, piece.display),
      });
    case 'link':
      return linkLook(piece.href);
    case 'noteLink':
      return Decoration.replace({
        widget: new LinkWidget(piece.target, piece.label, targetTitles.titleOf(piece.target)),
      });
    case 'mark':
      return Decoration.mark({ class: `cm-preview-${piece.look}` });
    case 'line':
      return Decoration.line({ class: `cm-preview-${piece.look}` });
  }
}

/** Whether a caret or selection is on a line of an editor that is written in. */
function sourceLines(view: EditorView): (line: number) => boolean {
  if (!view.hasFocus) return () => false;
  const { doc, selection } = view.state;
  const spans = selection.ranges.map(({ from, to }) => [
    doc.lineAt(from).number,
    doc.lineAt(to).number,
  ]);
  return (line) => spans.some(([first, last]) => first! <= line && line <= last!);
}

/** Only what is in sight is drawn, so that a long note types as fast as a short one. */
function draw(view: EditorView): DecorationSet {
  const isSource = sourceLines(view);
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges)
    for (const piece of previewPieces(view.state, from, to, isSource))
      ranges.push(decorationOf(piece).range(piece.from, piece.to));
  return Decoration.set(ranges, true);
}

/** Says that links lead elsewhere than before. */
const titlesChanged = StateEffect.define<null>();

class Preview {
  decorations: DecorationSet;
  readonly #forget: () => void;

  constructor(view: EditorView) {
    this.decorations = draw(view);
    this.#forget = targetTitles.subscribe(() => view.dispatch({ effects: titlesChanged.of(null) }));
  }

  destroy(): void {
    this.#forget();
  }

  update(update: ViewUpdate): void {
    const isParsed = syntaxTree(update.startState) !== syntaxTree(update.state);
    if (
      update.docChanged ||
      update.selectionSet ||
      update.viewportChanged ||
      update.focusChanged ||
      update.transactions.some(({ effects }) => effects.some((one) => one.is(titlesChanged))) ||
      isParsed
    )
      this.decorations = draw(update.view);
  }
}

const MONOSPACE = { fontFamily: 'ui-monospace, monospace', fontSize: '0.9em' };

const theme = EditorView.theme({
  '.cm-preview-h1': { fontSize: '1.4em', lineHeight: '1.35' },
  '.cm-preview-h2': { fontSize: '1.2em', lineHeight: '1.4' },
  '.cm-preview-h3': { fontSize: '1.08em' },
  '.cm-preview-quote': { borderInlineStart: '3px solid var(--line)', color: 'var(--ink-2)' },
  '.cm-preview-fence': { ...MONOSPACE, backgroundColor: 'var(--paper)' },
  '.cm-preview-edge': { fontSize: '0.75em', color: 'var(--ink-3)' },
  '.cm-preview-code': { ...MONOSPACE, backgroundColor: 'var(--paper)', borderRadius: '0.2em' },
  '.cm-preview-strike': { textDecoration: 'line-through' },
  '.cm-preview-link': { color: 'var(--accent)', textDecoration: 'underline', cursor: 'pointer' },
  '.cm-preview-dangling': { color: 'var(--ink-2)', textDecorationStyle: 'dotted' },
  '.cm-preview-chip': {
    padding: '0.05em 0.45em',
    border: '1px solid var(--line)',
    borderRadius: '0.6em',
    backgroundColor: 'var(--sheet)',
    color: 'var(--accent)',
    fontFamily: 'var(--font)',
    fontSize: '0.8em',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
  },
  '.cm-preview-bullet': { color: 'var(--ink-2)' },
  '.cm-preview-rule': {
    display: 'inline-block',
    width: '100%',
    borderBlockStart: '1px solid var(--line)',
    verticalAlign: 'middle',
  },
  '.cm-preview-task': { margin: '0 0.4em 0 0', verticalAlign: '-0.1em' },
  '.cm-preview-display': { display: 'inline-block', width: '100%', textAlign: 'center' },
});

/** Shows Markdown as what it means, but for the lines that are being written (NOTE-1). */
export function livePreview(): Extension {
  const inLines = ViewPlugin.fromClass(Preview, { decorations: ({ decorations }) => decorations });
  return [blockPreview, inLines, theme];
}
