import type { Annotation, MarkShape } from '../../../src-shared/contract/index.ts';
import { boundsOf, createAnchor, type PageText } from '../../../src-shared/pdf/index.ts';
import { t } from '../../app/texts/index.ts';
import { colourNow, usualColourNow } from '../colours.tsx';
import type { ReaderEngine } from '../engine/index.ts';
import type { MarkSession } from '../marks/mark-session.ts';
import { type MarkedFile, newMark } from '../marks/new-mark.ts';
import { shapeAnchor } from '../marks/shapes.ts';
import { selectedRange } from '../selection/selection.ts';
import type { SelectionController } from '../selection/selection-controller.ts';
import { KeyMoves } from './key-moves.ts';
import { ToolController, type ToolHost, type ToolKind } from './tool-controller.ts';

/** What of a reader's session the tools work on. */
type Session = {
  readonly engine: ReaderEngine;
  readonly selection: SelectionController;
  readonly file: MarkedFile;
  markAt: (...at: Parameters<ToolHost['movable']>) => Annotation | undefined;
  selected: () => Annotation | undefined;
  readonly marks: MarkSession;
  selectMark: (id: string) => void;
  editComment: () => void;
  speak: (text: string) => void;
};

/** Points of air between words and an area around them. */
const AIR = 3;

/** The tools of a session, and what they do with what was drawn. */
export class SessionTools extends ToolController {
  /** Moving and resizing the selected shape by keys. */
  readonly keys: KeyMoves;
  readonly #session: Session;

  constructor(session: Session) {
    super(session.engine, {
      colour: usualColourNow,
      made: (kind, page, shape) => this.make(kind, page, shape),
      movable: (page, point) => {
        const mark = session.selected();
        const isHere = mark !== undefined && session.markAt(page, point)?.id === mark.id;
        // A shape that was found again in another version lies there by that version's words.
        const isMovable = isHere && mark.fileSha256 === session.file.sha256;
        return isMovable && mark.anchor.shape ? mark : undefined;
      },
      moved: (mark, page, shape) =>
        withText(session.engine, page, (text) => {
          session.marks.change(mark, { anchor: shapeAnchor(shape, page, text) });
          session.speak(t.reader.spoken.moved);
        }),
    });
    this.#session = session;
    const movable = () => {
      const mark = session.selected();
      return mark?.anchor.shape && mark.fileSha256 === session.file.sha256 ? mark : undefined;
    };
    this.keys = new KeyMoves({ ...session, movable });
  }

  /** Makes a mark of a shape; a sticky note's comment is asked for at once. */
  make(kind: ToolKind, page: number, shape: MarkShape): void {
    const { engine, file, marks, selectMark, editComment, speak } = this.#session;
    const colour = usualColourNow();
    withText(engine, page, (text) => {
      const mark = newMark(file, { kind, colour }, shapeAnchor(shape, page, text));
      marks.create(mark);
      speak(t.reader.spoken.made(kind, colourNow(colour)));
      if (kind === 'ink') return;
      selectMark(mark.id);
      if (kind === 'note') editComment();
    });
  }

  /**
   * Makes an area around the selected words, or a sticky note beside them: what keys do in place of
   * a pointer. False where no words are selected.
   */
  makeOfSelection(kind: 'area' | 'note'): boolean {
    const { selection: controller } = this.#session;
    const { selection, hasText, pageOf } = controller;
    const part = selection && hasText && createAnchor(pageOf, selectedRange(selection))?.pages[0];
    if (!part) return false;
    controller.clear();
    const [left, bottom, right, top] = boundsOf(part.quads);
    const shape: MarkShape =
      kind === 'note'
        ? { type: 'point', at: [left, top] }
        : { type: 'rect', rect: [left - AIR, bottom - AIR, right + AIR, top + AIR] };
    this.make(kind, part.page, shape);
    return true;
  }
}

/** In this very turn where the page's text is at hand, else when it was read or cannot be. */
function withText(
  engine: ReaderEngine,
  page: number,
  then: (text: PageText | undefined) => void,
): void {
  const text = engine.peekText(page);
  if (text) then(text);
  else void engine.pageText(page).then(then, () => then(undefined));
}
