import type { Annotation, MarkColour, TextMarkKind } from '../../../src-shared/contract/index.ts';
import { boundsOf, createAnchor } from '../../../src-shared/pdf/index.ts';
import { t } from '../../app/texts/index.ts';
import { colourNow } from '../colours.tsx';
import type { PageView, ReaderEngine } from '../engine/index.ts';
import { type Lines, partsOfMark } from '../marked-lines.ts';
import type { ReaderStore } from '../reader-store.ts';
import { selectedRange } from '../selection/selection.ts';
import type { SelectionController } from '../selection/selection-controller.ts';
import { carriedOf } from './carried.ts';
import type { Edit, MarkFields } from './edits.ts';
import { flashMark, markAt, type PlacedMark, pagesOfMarks, paintMarks } from './mark-overlay.ts';
import type { MarkSession } from './mark-session.ts';
import { type Made, type MarkedFile, newMark } from './new-mark.ts';
import { PlacementFinder } from './placement-finder.ts';

/** What the marks of an open file work with. */
type Host = {
  readonly engine: ReaderEngine;
  readonly selection: SelectionController;
  readonly store: ReaderStore;
  readonly file: MarkedFile;
  /** Keeps and sends what is done to the paper's marks. */
  readonly edits: MarkSession;
  repaint: () => void;
  speak: (text: string) => void;
  /** Goes to a mark, now or when it is known. */
  goTo: (id: string) => void;
  /** Told when the places of the marks are known better. */
  placed: () => void;
};

type PagePoint = Parameters<typeof markAt>[2];

/** A paper's marks on the pages of one open file: placed, painted, selected, made and changed. */
export class PageMarks {
  readonly #host: Host;
  readonly #finder: PlacementFinder;
  #marks: readonly Annotation[] = [];
  #placed: readonly PlacedMark[] = [];

  constructor(host: Host) {
    this.#host = host;
    this.#finder = new PlacementFinder(host.engine, host.file.sha256, () => this.place());
  }

  /** The paper's marks with their places in this file, in reading order. */
  get placed(): readonly PlacedMark[] {
    return this.#placed;
  }

  /** Takes the marks to show, those on their way included. */
  set(marks: readonly Annotation[]): void {
    this.#marks = marks;
    const id = this.#selectedId;
    if (id && !marks.some((mark) => mark.id === id)) this.select(null);
    this.place();
  }

  /** Places the marks anew: the pages or the marks have come. */
  place(): void {
    this.#placed = this.#finder.place(this.#marks);
    const [markPages, carried] = [pagesOfMarks(this.#placed), carriedOf(this.#placed)];
    this.#host.store.setState({ markPages, carried });
    this.#host.repaint();
    this.#host.placed();
  }

  paint(view: PageView): void {
    paintMarks(view, this.#placed, this.#selectedId);
  }

  /** The mark at a point of a page. */
  at(page: number, point: PagePoint): Annotation | undefined {
    return markAt(this.#placed, page, point);
  }

  /** Selects a mark, or with null none. */
  select(id: string | null): void {
    this.#host.store.setState({ selectedMark: id });
    this.#host.repaint();
  }

  get selected(): Annotation | undefined {
    const id = this.#selectedId;
    return this.#marks.find((mark) => mark.id === id);
  }

  /** The lines of the selected mark. */
  get selectedLines(): readonly Lines[] {
    return partsOfMark(this.#placed, this.#selectedId);
  }

  /** Scrolls to a mark and lets it flash; false where it or its place is not known yet. */
  reveal(id: string, leave: () => void): boolean {
    const { engine } = this.#host;
    const placement = this.#placed.find(({ mark }) => mark.id === id)?.placement;
    if (!placement || !engine.view) return false;
    const part = placement.how === 'lost' ? undefined : placement.parts[0];
    if (!part) return true;
    leave();
    engine.reveal(part.page, boundsOf(part.quads));
    this.select(id);
    for (const view of engine.mounted) flashMark(view, id);
    return true;
  }

  /** Marks the selected words; false where none are selected. Sent in this turn. */
  highlight(colour: MarkColour, kind: TextMarkKind = 'highlight', made?: Made): boolean {
    const { selection } = this.#host;
    if (!selection.hasText) return false;
    if (selection.isReady) return this.#create(colour, kind, made);
    void selection.ready().then(() => this.#create(colour, kind, made));
    return true;
  }

  /** Changes what is named of a mark, and says `said` where that was anything. */
  change(mark: Annotation, fields: MarkFields, said?: string): void {
    if (this.#host.edits.change(mark, fields) && said) this.#host.speak(said);
  }

  /** Shows where the selected mark's comment is written. */
  editComment(): void {
    this.#host.store.setState({ sideTab: 'highlights', commenting: this.#selectedId });
  }

  /** Lets tags of the selected mark be chosen. */
  editTags(): void {
    this.#host.store.setState({ tagging: this.#selectedId });
  }

  remove(mark: Annotation): void {
    this.#host.edits.remove(mark);
    this.#host.speak(t.reader.spoken.deleted);
  }

  get canUndo(): boolean {
    return this.#host.edits.state.getState().canUndo;
  }

  get canRedo(): boolean {
    return this.#host.edits.state.getState().canRedo;
  }

  undo(): void {
    this.#show(this.#host.edits.undo(), t.reader.spoken.undone);
  }

  redo(): void {
    this.#show(this.#host.edits.redo(), t.reader.spoken.redone);
  }

  stop(): void {
    this.#finder.stop();
  }

  get #selectedId(): string | null {
    return this.#host.store.getState().selectedMark;
  }

  #create(colour: MarkColour, kind: TextMarkKind, made?: Made): boolean {
    const { selection: controller, file, edits, speak } = this.#host;
    const { selection } = controller;
    const anchor = selection && createAnchor(controller.pageOf, selectedRange(selection));
    if (!anchor) return false;
    const mark = newMark(file, { kind, colour }, anchor);
    edits.create(mark);
    controller.clear();
    speak(t.reader.spoken.made(kind, colourNow(colour)));
    made?.(mark);
    return true;
  }

  #show(edit: Edit | undefined, said: string): void {
    if (!edit) return;
    this.#host.speak(said);
    const id = edit.kind === 'change' ? edit.id : edit.annotation.id;
    if (edit.kind !== 'delete') this.#host.goTo(id);
  }
}
