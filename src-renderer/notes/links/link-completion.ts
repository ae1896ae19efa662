import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  closeCompletion,
  completionStatus,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, tooltips } from '@codemirror/view';
import { noteLinkText } from '../../../src-shared/notes/index.ts';
import { t } from '../../app/texts/index.ts';
import { type LinkOffer, offersFor } from './link-offers.ts';

/** Puts a link in place of the brackets and what was typed behind them. */
function take(offer: LinkOffer) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const open = from - 2;
    const end = view.state.sliceDoc(to, to + 2) === ']]' ? to + 2 : to;
    const insert = noteLinkText(offer.target, offer.title);
    view.dispatch({
      changes: { from: open, to: end, insert },
      selection: { anchor: open + insert.length },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
      scrollIntoView: true,
    });
  };
}

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const typed = context.matchBefore(/\[\[[^[\]|\n]{0,100}/);
  if (!typed) return null;
  const offers = await offersFor(typed.text.slice(2)).catch(() => []);
  if (context.aborted) return null;
  const options = offers.map((offer, place) => ({
    label: offer.title,
    detail: offer.detail,
    type: offer.kind,
    apply: take(offer),
    // The core has put them in order.
    boost: -place,
  }));
  return { from: typed.from + 2, options, filter: false };
}

/** An Escape while nothing is offered yet is meant for whatever is around the note. */
function forget(view: EditorView): boolean {
  if (completionStatus(view.state) === 'pending') closeCompletion(view);
  return false;
}

const theme = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete': {
    border: '1px solid var(--line)',
    borderRadius: '0.5rem',
    padding: '0.25rem',
    backgroundColor: 'var(--sheet)',
    color: 'var(--ink)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--font)',
    fontSize: '0.8125rem',
    maxWidth: 'min(30rem, 90vw)',
    minWidth: 'min(16rem, 90vw)',
    maxHeight: '18rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '0.3125rem 0.5rem',
    borderRadius: '0.25rem',
    lineHeight: '1.35',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--ink)',
  },
  '.cm-completionDetail': {
    marginLeft: '0.625rem',
    color: 'var(--ink-2)',
    fontStyle: 'normal',
    fontSize: '0.75rem',
  },
});

/** Typing `[[` offers papers and notes to link to (NOTE-2). */
export function linkCompletion(): Extension {
  return [
    // In front of the keys that the completion has of its own.
    Prec.highest(keymap.of([{ key: 'Escape', run: forget }])),
    autocompletion({
      override: [complete],
      icons: false,
      activateOnTypingDelay: 60,
      // Who types two brackets and presses Enter means what is offered.
      interactionDelay: 0,
    }),
    EditorState.phrases.of({ Completions: t.notes.links.offers }),
    // The pane that a note stands in is too narrow for titles.
    tooltips({ parent: document.body, position: 'fixed' }),
    theme,
  ];
}
