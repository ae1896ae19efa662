import { defaultKeymap } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next';
import { t } from '../app/texts/index.ts';
import { adoptEditorStyles } from './adopt-styles.ts';
import type { NoteSession } from './note-session.ts';

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
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--serif)', fontSize: '0.9375rem', lineHeight: '1.55' },
  '.cm-content': { padding: '0.75rem 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 0.875rem' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
});

/** An editor of a note in an element. */
export function openEditor(parent: HTMLElement, session: NoteSession): EditorView {
  adoptEditorStyles();
  const state = EditorState.create({
    doc: session.text.toString(),
    extensions: [
      keymap.of([...yUndoManagerKeymap, ...defaultKeymap]),
      markdown(),
      syntaxHighlighting(styles),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': t.notes.label, spellcheck: 'true' }),
      placeholder(t.notes.placeholder),
      theme,
      yCollab(session.text, null, { undoManager: session.undo }),
    ],
  });
  return new EditorView({ state, parent });
}
