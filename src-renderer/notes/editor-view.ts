import { defaultKeymap } from '@codemirror/commands';
import {
  deleteMarkupBackward,
  insertNewlineContinueMarkupCommand,
  markdown,
  markdownLanguage,
} from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, type KeyBinding, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import { t } from '../app/texts/index.ts';
import { adoptEditorStyles } from './adopt-styles.ts';
import { caretOf, keepCaret } from './caret.ts';
import { showsNote } from './insert.ts';
import { type Following, linkFollowing } from './link-following.ts';
import { linkCompletion } from './links/link-completion.ts';
import { noteLinkSyntax } from './links/link-syntax.ts';
import { livePreview } from './live-preview.ts';
import { mathBlockSyntax } from './math-block.ts';
import { mathSyntax } from './math-syntax.ts';
import type { NoteSession } from './note-session.ts';
import { noteView } from './note-view.ts';

const styles = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600', fontFamily: 'var(--font)' },
  { tag: tags.strong, fontWeight: '650' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.monospace, fontFamily: 'ui-monospace, monospace', fontSize: '0.9em' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.quote, color: 'var(--ink-2)' },
  { tag: [tags.processingInstruction, tags.meta], color: 'var(--ink-3)' },
]);

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--sheet)' },
  // The outline is there for forced colours, which show it and take the shadow away.
  '&.cm-focused': {
    outline: '2px solid transparent',
    outlineOffset: '-2px',
    boxShadow: 'inset 0 2px 0 var(--accent)',
  },
  '.cm-scroller': { fontFamily: 'var(--serif)', fontSize: '0.9375rem', lineHeight: '1.55' },
  '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 0.875rem' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
});

/** Enter goes on with a list or a quote; on an empty item it ends the list at once. */
const LIST_KEYS: readonly KeyBinding[] = [
  { key: 'Enter', run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
  { key: 'Backspace', run: deleteMarkupBackward },
];

const previewNow = () => (noteView.getState().source ? [] : livePreview());

/** Keeps where is written: what is quoted goes there. */
const keepingCaret = (session: NoteSession) =>
  EditorView.updateListener.of(({ view, state, selectionSet, docChanged, focusChanged }) => {
    if (view.hasFocus && (selectionSet || docChanged || focusChanged))
      keepCaret(session, state.selection.main.head);
  });

/** An editor of a note in an element; it follows how notes are shown until it is closed. */
export function openEditor(
  parent: HTMLElement,
  session: NoteSession,
  following: Following,
  label: string,
): { readonly close: () => void } {
  adoptEditorStyles();
  const preview = new Compartment();
  const caret = caretOf(session);
  const state = EditorState.create({
    doc: session.text.toString(),
    selection: { anchor: caret ?? 0 },
    extensions: [
      linkFollowing(following),
      linkCompletion(),
      keepingCaret(session),
      keymap.of(LIST_KEYS),
      keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
      markdown({
        addKeymap: false,
        base: markdownLanguage,
        extensions: [mathSyntax, mathBlockSyntax, noteLinkSyntax],
      }),
      preview.of(previewNow()),
      syntaxHighlighting(styles),
      EditorView.lineWrapping,
      // It has the focus anyway; checkers want to be told.
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true', tabindex: '0' }),
      placeholder(t.notes.placeholder),
      theme,
      yCollab(session.text, null, { undoManager: session.undo }),
    ],
  });
  const scrollTo =
    caret === undefined ? undefined : EditorView.scrollIntoView(caret, { y: 'nearest' });
  const view = new EditorView({ state, parent, ...(scrollTo ? { scrollTo } : {}) });
  const forget = showsNote(session, view);
  const unfollow = noteView.subscribe(() =>
    view.dispatch({ effects: preview.reconfigure(previewNow()) }),
  );
  const close = () => {
    unfollow();
    forget();
    view.destroy();
  };
  return { close };
}
