import { useMemo } from 'react';
import type { MarkColour, TextMarkKind } from '../../src-shared/contract/index.ts';
import type { CaretUnit } from '../../src-shared/pdf/index.ts';
import { type Action, useActions } from '../app/actions.ts';
import { t } from '../app/texts/index.ts';
import { mutate } from '../client.ts';
import type { ActionContext } from './action-context.ts';
import { COLOURS, colourWithin, TEXT_KINDS } from './colour-names.ts';
import { colourNow } from './colours.tsx';
import { ACTUAL_SIZE, stepZoom } from './engine/index.ts';
import { findActions } from './find/find-actions.ts';
import { linkActions } from './links/link-actions.ts';
import { quoteActions } from './marks/quoting.ts';
import type { ReaderSession } from './reader-session.ts';
import { shapeActions, toolActions } from './tools/tool-actions.ts';
import { viewActions } from './view/view-actions.ts';
import { zoomToActions } from './view/zoom-acts.ts';

const acts = t.reader.acts;

function action(
  id: string,
  title: string,
  keys: readonly string[],
  run: Action['run'],
  when?: () => boolean,
): Action {
  return { id: `reader.${id}`, title, keys, scope: 'reader', run, when };
}

function scrollActions({ session, pageInput }: ActionContext): Action[] {
  const { engine } = session;
  // Where the page is wider than the window, the arrow keys pan it.
  const turns = () => !session.selection.caretMode && !engine.isWide;
  const page = (step: 1 | -1) => session.goToPage(engine.neighbour(step) + 1);
  return [
    action('nextScreen', acts.nextScreen, ['PageDown', 'Space'], () => engine.scrollByWindow(1)),
    action('previousScreen', acts.previousScreen, ['PageUp', 'Shift+Space'], () =>
      engine.scrollByWindow(-1),
    ),
    action('firstPage', acts.firstPage, ['Home'], () => session.goToPage(1)),
    action('lastPage', acts.lastPage, ['End', 'Shift+G'], () =>
      session.goToPage(Number.MAX_SAFE_INTEGER),
    ),
    action('nextPage', acts.nextPage, ['n', 'ArrowRight'], () => page(1), turns),
    action('previousPage', acts.previousPage, ['p', 'ArrowLeft'], () => page(-1), turns),
    action('goToPage', acts.goToPage, ['g'], () => pageInput.current?.focus()),
  ];
}

function zoomActions({ session: { engine } }: ActionContext): Action[] {
  const step = (direction: 1 | -1) => engine.setZoom(stepZoom(engine.view?.zoom ?? 1, direction));
  return [
    action('zoomIn', t.reader.zoomIn, ['Mod+=', 'Mod++'], () => step(1)),
    action('zoomOut', t.reader.zoomOut, ['Mod+-'], () => step(-1)),
    action('actualSize', acts.actualSize, ['Mod+0'], () => engine.setZoom(ACTUAL_SIZE)),
    action('fitWidth', t.reader.fitWidth, ['w'], () => engine.setZoom('fit-width')),
    action('fitPage', acts.fitPage, ['f'], () => engine.setZoom('fit-page')),
  ];
}

const MOVES: readonly {
  readonly name: keyof typeof acts.move;
  readonly key: string;
  readonly unit: CaretUnit;
  readonly direction: 1 | -1;
}[] = [
  { name: 'right', key: 'ArrowRight', unit: 'character', direction: 1 },
  { name: 'left', key: 'ArrowLeft', unit: 'character', direction: -1 },
  { name: 'down', key: 'ArrowDown', unit: 'line', direction: 1 },
  { name: 'up', key: 'ArrowUp', unit: 'line', direction: -1 },
  { name: 'wordRight', key: 'Mod+ArrowRight', unit: 'word', direction: 1 },
  { name: 'wordLeft', key: 'Mod+ArrowLeft', unit: 'word', direction: -1 },
];

function withShift(key: string): string {
  return key.startsWith('Mod+') ? `Mod+Shift+${key.slice(4)}` : `Shift+${key}`;
}

function caretActions({ session }: ActionContext): Action[] {
  const { selection } = session;
  const inCaretMode = () => selection.caretMode;
  return [
    action('caret', acts.caret, ['c'], () => session.setCaretMode(!selection.caretMode)),
    ...MOVES.map(({ name, key, unit, direction }) =>
      action(
        `caret.${name}`,
        acts.move[name],
        [key],
        () => selection.move(unit, direction, false),
        inCaretMode,
      ),
    ),
    ...MOVES.map(({ name, key, unit, direction }) =>
      action(`extend.${name}`, acts.extend[name], [withShift(key)], () =>
        selection.move(unit, direction, true),
      ),
    ),
  ];
}

/** Highlights the selection, else gives the selected highlight the colour. */
function colourIn(session: ReaderSession, colour: MarkColour): void {
  const mark = session.marks.selected;
  if (session.marks.highlight(colour) || !mark) return;
  session.marks.change(mark, { colour }, t.reader.spoken.recoloured(colourNow(colour)));
}

/** Marks the selection in the usual colour, else makes the selected mark one of that kind. */
function kindIn({ session, usualColour }: ActionContext, kind: TextMarkKind): void {
  const mark = session.marks.selected;
  if (session.marks.highlight(usualColour(), kind) || !mark) return;
  session.marks.change(mark, { kind }, t.reader.spoken.changedKind(kind));
}

const KIND_KEYS: Readonly<Record<TextMarkKind, string>> = {
  highlight: 'h',
  underline: 'u',
  strikeout: 'Shift+U',
};

function kindActions(context: ActionContext): Action[] {
  const { session } = context;
  const isOverWords = () => TEXT_KINDS.some((kind) => kind === session.marks.selected?.kind);
  const usable = () => session.selection.hasText || isOverWords();
  return TEXT_KINDS.map((kind) =>
    action(kind, acts[kind], [KIND_KEYS[kind]], () => kindIn(context, kind), usable),
  );
}

function colourActions({ session, colourNames }: ActionContext): Action[] {
  const hasText = () => session.selection.hasText;
  const hasSomething = () => hasText() || session.marks.selected !== undefined;
  const use = (highlightColour: MarkColour) =>
    void mutate('settings.update', { patch: { highlightColour } });
  return [
    ...COLOURS.map((colour, index) =>
      action(
        `highlight.${colour}`,
        t.reader.highlightIn(colourWithin(colour, colourNames)),
        [String(index + 1)],
        () => colourIn(session, colour),
        hasSomething,
      ),
    ),
    ...COLOURS.map((colour) =>
      action(`usual.${colour}`, acts.usual(colourWithin(colour, colourNames)), [], () =>
        use(colour),
      ),
    ),
  ];
}

function markActions({ session }: ActionContext): Action[] {
  const hasText = () => session.selection.hasText;
  const hasSomething = () => hasText() || session.marks.selected !== undefined;
  const isMarkSelected = () => session.marks.selected !== undefined;
  const clear = () => {
    if (session.tools.tool !== null) session.tools.use(null);
    else if (hasText()) session.selection.clear();
    else if (session.marks.selected) session.marks.select(null);
    else if (session.found.isShown) session.found.clear();
    else if (session.find.isOpen) session.find.close();
    else void session.setCaretMode(false);
  };
  const removeSelected = () => {
    const mark = session.marks.selected;
    if (mark) session.marks.remove(mark);
  };
  return [
    action('copy', acts.copy, ['Mod+C'], () => session.copy(), hasText),
    action(
      'clear',
      acts.clear,
      ['Escape'],
      clear,
      () =>
        session.tools.tool !== null ||
        hasSomething() ||
        session.found.isShown ||
        session.selection.caretMode,
    ),
    action('removeMark', acts.removeMark, ['Delete', 'Backspace'], removeSelected, isMarkSelected),
    action('comment', acts.comment, ['m'], () => session.marks.editComment(), isMarkSelected),
    action('tagMark', acts.tagMark, ['l', '#'], () => session.marks.editTags(), isMarkSelected),
  ];
}

function undoActions({ session }: ActionContext): Action[] {
  return [
    action(
      'undo',
      acts.undo,
      ['Mod+Z'],
      () => session.marks.undo(),
      () => session.marks.canUndo,
    ),
    action(
      'redo',
      acts.redo,
      ['Mod+Shift+Z', 'Mod+Y'],
      () => session.marks.redo(),
      () => session.marks.canRedo,
    ),
  ];
}

const MAKERS = [
  scrollActions,
  zoomActions,
  zoomToActions,
  viewActions,
  caretActions,
  colourActions,
  kindActions,
  toolActions,
  markActions,
  quoteActions,
  undoActions,
  findActions,
  linkActions,
  // Last, so that a selected shape has the arrow keys.
  shapeActions,
];

const NONE: readonly Action[] = [];

/** Registers a reader's actions while its tab is in front. */
export function useReaderActions(context: ActionContext | null): void {
  const actions = useMemo(
    () => (context ? MAKERS.flatMap((make) => make(context)) : NONE),
    [context],
  );
  useActions(actions);
}

/** Stands for whatever an action works on: none of these is ever done. */
const nothing: unknown = new Proxy(() => nothing, { get: () => nothing });

const NOTHING = { session: nothing, store: nothing, pageInput: nothing, usualColour: nothing };

/** The actions of every reader, for lists of keys while no reader is open. */
export function readerCatalogue(): Action[] {
  const context = { ...NOTHING, colourNames: {} } as ActionContext;
  return MAKERS.flatMap((make) => make(context)).map((action) => ({
    ...action,
    when: () => false,
  }));
}
