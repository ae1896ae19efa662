import type {
  Annotation,
  MarkColour,
  PaperDetails,
  PaperPatch,
  TextMarkKind,
} from '../../src-shared/contract/index.ts';
import { boundsOf, comparePoints, createAnchor } from '../../src-shared/pdf/index.ts';
import type { ReaderTarget } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { mutate } from '../client.ts';
import { ReadingAloud } from './aloud/reading-aloud.ts';
import { systemSpeech } from './aloud/speech.ts';
import { colourNow } from './colours.tsx';
import { listenForCopies } from './copying.ts';
import { type PageView, ReaderEngine } from './engine/index.ts';
import { DocumentText } from './find/document-text.ts';
import { FindSession } from './find/find-session.ts';
import { FoundWords, type WordsTarget } from './found/found-words.ts';
import { LinkSession } from './links/link-session.ts';
import type { PageLink } from './links/page-links.ts';
import { linesIn, partsOfMark } from './marked-lines.ts';
import { carriedOf } from './marks/carried.ts';
import type { Edit, MarkFields } from './marks/edits.ts';
import {
  flashMark,
  markAt,
  type PlacedMark,
  pagesOfMarks,
  paintMarks,
} from './marks/mark-overlay.ts';
import type { MarkSession } from './marks/mark-session.ts';
import { type Made, type MarkedFile, newMark } from './marks/new-mark.ts';
import { PlacementFinder } from './marks/placement-finder.ts';
import { OutlineSession } from './outline/outline-session.ts';
import type { PopoverTarget } from './popover-place.ts';
import { PositionKeeper, positionOf, progressOf, startOf } from './position.ts';
import { type ReaderStore, resetReader } from './reader-store.ts';
import { ReadingClock } from './reading-clock.ts';
import { followReading } from './reading-front.ts';
import { isCaret, selectedRange } from './selection/selection.ts';
import { SelectionController } from './selection/selection-controller.ts';
import { SessionTools } from './tools/session-tools.ts';

/** What a session is opened with. */
export type SessionInput = {
  readonly paper: PaperDetails;
  readonly sha256: string;
  readonly data: Uint8Array;
  readonly marks: MarkSession;
  readonly store: ReaderStore;
  /** Of a file that asks for one. */
  readonly password?: string | undefined;
  /** Remembers where the reader stands and how far it came. */
  readonly keepPosition: (patch: PaperPatch) => void;
};

/** Quiet time before a selection is read out, milliseconds. */
const SPEAK_AFTER_MS = 350;

/** One open document: engine, selection, highlights and position together, outside React. */
export class ReaderSession {
  readonly engine: ReaderEngine;
  readonly selection: SelectionController;
  readonly found: FoundWords;
  readonly find: FindSession;
  readonly tools: SessionTools;
  readonly outline: OutlineSession;
  readonly links: LinkSession;
  readonly aloud: ReadingAloud;
  readonly #input: SessionInput;
  readonly #finder: PlacementFinder;
  readonly #position: PositionKeeper;
  #marks: readonly Annotation[] = [];
  #placed: readonly PlacedMark[] = [];
  #speakTimer: ReturnType<typeof setTimeout> | undefined;
  #target: ReaderTarget | null = null;
  #restored = false;
  #active = true;
  readonly #clock: ReadingClock;
  readonly #followReading: () => void;
  readonly #stop = new AbortController();

  constructor(container: HTMLElement, input: SessionInput) {
    this.#input = input;
    const { paper, store, data } = input;
    resetReader(store);
    this.#position = new PositionKeeper(paper, input.keepPosition);
    this.#clock = new ReadingClock(
      (spent) => void mutate('papers.spend', { id: paper.id, ...spent }),
    );
    this.engine = new ReaderEngine(container, {
      data,
      password: input.password,
      ...startOf(paper.position),
      label: t.reader.pages(paper.title),
      pageLabel: t.reader.page,
      events: {
        onOpen: () => this.#opened(),
        onFailure: (failure) => store.setState({ status: 'failed', failure }),
        onView: (view) => {
          store.setState({ view });
          if (this.#restored) this.#position.moved(positionOf(view), progressOf(view));
          this.#restored = true;
        },
        onMount: (view) => this.#paint(view),
        onText: (page) => void this.links.show(page),
      },
    });
    this.selection = new SelectionController(this.engine, {
      changed: (_selection, settled) => this.#selectionChanged(settled),
      clicked: (page, point, isMod) => {
        const mark = markAt(this.#placed, page, point);
        // On a mark a click means the mark, which offers to follow the link.
        if (!this.links.clicked(page, point, isMod || !mark)) this.selectMark(mark?.id ?? null);
      },
      clickable: (page, point) =>
        (this.links.at(page, point) ?? markAt(this.#placed, page, point)) !== undefined,
    });
    this.found = new FoundWords(this.engine, () => this.#repaint());
    const { engine } = this;
    const texts = new DocumentText(engine);
    const speak = (text: string) => this.speak(text);
    this.links = new LinkSession(engine, speak);
    const { jumps } = this.links;
    this.outline = new OutlineSession(engine, texts, jumps);
    this.find = new FindSession({ engine, texts, outline: this.outline, jumps, speak });
    this.tools = new SessionTools({
      engine: this.engine,
      selection: this.selection,
      file: this.#file,
      markAt: (page, point) => markAt(this.#placed, page, point),
      selected: () => this.selectedMark,
      marks: input.marks,
      selectMark: (id) => this.selectMark(id),
      editComment: () => this.editComment(),
      speak: (text) => this.speak(text),
    });
    this.#finder = new PlacementFinder(this.engine, input.sha256, () => this.#placeMarks());
    const { signal } = this.#stop;
    this.#followReading = followReading(this.#clock, () => this.#active, signal);
    listenForCopies(signal, () =>
      this.#active && this.selection.hasText ? this.selection.text : null,
    );
    this.aloud = new ReadingAloud(systemSpeech(window), {
      count: () => engine.view?.pages ?? 0,
      text: (page) => engine.pageText(page),
      reveal: (page, rect) => engine.reveal(page, rect),
      repaint: () => this.#repaint(),
    });
  }

  /** Whether keys, copying and the time that is read are this reader's. */
  setActive(active: boolean): void {
    this.#active = active;
    this.#followReading();
    if (!active) this.flush();
  }

  /** Whether this reader's tab is in front. */
  setShown(shown: boolean): void {
    this.engine.setActive(shown);
  }

  /** The paper's marks with their places in this file, in reading order. */
  get placed(): readonly PlacedMark[] {
    return this.#placed;
  }

  /** Takes the marks to show, those on their way included. */
  setMarks(marks: readonly Annotation[]): void {
    this.#marks = marks;
    this.#placeMarks();
    const { selectedMark } = this.#input.store.getState();
    if (selectedMark && !marks.some(({ id }) => id === selectedMark)) this.selectMark(null);
    if (this.#target && 'annotationId' in this.#target) this.goTo(this.#target);
  }

  /** Marks the selection; false where nothing is selected. Sent in this turn. */
  highlight(colour: MarkColour, kind: TextMarkKind = 'highlight', made?: Made): boolean {
    if (!this.selection.hasText) return false;
    if (this.selection.isReady) return this.#createMark(colour, kind, made);
    void this.selection.ready().then(() => this.#createMark(colour, kind, made));
    return true;
  }

  /** Selects a mark, or with null none. */
  selectMark(id: string | null): void {
    this.#input.store.setState({ selectedMark: id });
    this.#repaint();
  }

  get selectedMark(): Annotation | undefined {
    const { selectedMark } = this.#input.store.getState();
    return this.#marks.find(({ id }) => id === selectedMark);
  }

  /** The link under the selected mark. */
  get linkOfMark(): PageLink | undefined {
    return this.links.under(this.#markParts);
  }

  /** Changes what is named of a mark, and says `said` where that was anything. */
  change(mark: Annotation, fields: MarkFields, said?: string): void {
    if (this.#input.marks.change(mark, fields) && said) this.speak(said);
  }

  /** Shows where the selected mark's comment is written. */
  editComment(): void {
    const { store } = this.#input;
    const { selectedMark } = store.getState();
    store.setState({ sideTab: 'highlights', commenting: selectedMark });
  }

  /** Lets tags of the selected mark be chosen. */
  editTags(): void {
    this.#input.store.setState(({ selectedMark }) => ({ tagging: selectedMark }));
  }

  remove(mark: Annotation): void {
    this.#input.marks.remove(mark);
    this.speak(t.reader.spoken.deleted);
  }

  get canUndo(): boolean {
    return this.#input.marks.state.getState().canUndo;
  }

  get canRedo(): boolean {
    return this.#input.marks.state.getState().canRedo;
  }

  undo(): void {
    this.#show(this.#input.marks.undo(), t.reader.spoken.undone);
  }

  redo(): void {
    this.#show(this.#input.marks.redo(), t.reader.spoken.redone);
  }

  /** Goes to a mark, or to a page with words to mark; waits where that is not there yet. */
  goTo(target: ReaderTarget): void {
    this.found.clear();
    if ('annotationId' in target) this.#goToMark(target.annotationId);
    else this.#goToWords(target);
  }

  #goToWords(target: WordsTarget): void {
    this.#target = this.engine.view ? null : target;
    if (this.#target) return;
    this.links.jumps.leave();
    void this.found.show(target).then((count) => this.speak(t.reader.spoken.found(count)));
  }

  /** Scrolls to a mark and lets it flash; waits for the mark where it is not known yet. */
  #goToMark(id: string): void {
    const placed = this.#placed.find(({ mark }) => mark.id === id);
    const placement = placed?.placement;
    this.#target = null;
    if (!placed || !placement || !this.engine.view) {
      this.#target = { annotationId: id };
      return;
    }
    const part = placement.how === 'lost' ? undefined : placement.parts[0];
    if (!part) return;
    this.links.jumps.leave();
    this.engine.reveal(part.page, boundsOf(part.quads));
    this.selectMark(id);
    for (const view of this.engine.mounted) flashMark(view, id);
  }

  /** Goes to a page, counted from 1. */
  goToPage(page: number): void {
    const pages = this.engine.view?.pages ?? 1;
    const index = Math.min(Math.max(1, Math.round(page)), pages) - 1;
    this.links.jumps.leaveFor(index);
    this.engine.goTo({ page: index, share: 0 });
    this.speak(t.reader.spoken.page(index + 1));
  }

  /** Puts the selected text on the clipboard, through the browser's own copying. */
  async copy(): Promise<void> {
    if (!this.selection.hasText) return;
    await this.selection.ready();
    if (document.execCommand('copy')) this.speak(t.reader.spoken.copied);
  }

  async setCaretMode(on: boolean): Promise<void> {
    await this.selection.setCaretMode(on);
    this.#input.store.setState({ caretMode: on });
    this.speak(on ? t.reader.spoken.caretOn : t.reader.spoken.caretOff);
  }

  /** What the popover speaks of: the selection from its moving end, else the selected mark. */
  popoverTarget(): PopoverTarget | null {
    const { selection } = this.selection;
    if (!selection || isCaret(selection)) {
      return linesIn(this.engine, this.#markParts, 'above');
    }
    const forward = comparePoints(selection.anchor, selection.focus) < 0;
    const parts = createAnchor(this.selection.pageOf, selectedRange(selection))?.pages ?? [];
    return linesIn(this.engine, parts, forward ? 'below' : 'above');
  }

  /** Tells a screen reader. */
  speak(text: string): void {
    clearTimeout(this.#speakTimer);
    this.#input.store.setState(({ spoken }) => ({ spoken: { text, turn: spoken.turn + 1 } }));
  }

  /** Sends the position and the time spent now: the window or the tab is about to go. */
  flush(): void {
    this.#position.flush();
    this.#clock.flush();
  }

  async destroy(): Promise<void> {
    this.flush();
    this.#clock.stop();
    this.#stop.abort();
    clearTimeout(this.#speakTimer);
    this.#finder.stop();
    this.find.destroy();
    this.aloud.destroy();
    this.tools.destroy();
    this.selection.destroy();
    await this.engine.destroy();
  }

  #opened(): void {
    const { paper, store } = this.#input;
    store.setState({ status: 'open' });
    const begins = paper.status === 'new' || paper.status === 'to-read';
    const started = begins ? { status: 'reading' as const } : {};
    void mutate('papers.update', { id: paper.id, patch: { ...started, lastReadAt: Date.now() } });
    this.#placeMarks();
    if (this.#target) this.goTo(this.#target);
  }

  get #file(): MarkedFile {
    const { paper, sha256 } = this.#input;
    return { paperId: paper.id, sha256, version: paper.pdfVersion };
  }

  #createMark(colour: MarkColour, kind: TextMarkKind, made?: Made): boolean {
    const { selection } = this.selection;
    const anchor = selection && createAnchor(this.selection.pageOf, selectedRange(selection));
    if (!anchor) return false;
    const mark = newMark(this.#file, { kind, colour }, anchor);
    this.#input.marks.create(mark);
    this.selection.clear();
    this.speak(t.reader.spoken.made(kind, colourNow(colour)));
    made?.(mark);
    return true;
  }

  #show(edit: Edit | undefined, said: string): void {
    if (!edit) return;
    this.speak(said);
    const id = edit.kind === 'change' ? edit.id : edit.annotation.id;
    if (edit.kind !== 'delete') this.goTo({ annotationId: id });
  }

  #selectionChanged(settled: boolean): void {
    const { store } = this.#input;
    const { hasText } = this.selection;
    store.setState({ selection: hasText ? (settled ? 'settled' : 'selecting') : 'none' });
    if (hasText && store.getState().selectedMark) this.selectMark(null);
    clearTimeout(this.#speakTimer);
    if (!hasText || !settled) return;
    this.#speakTimer = setTimeout(
      () => this.speak(t.reader.spoken.selected(this.selection.text)),
      SPEAK_AFTER_MS,
    );
  }

  get #markParts() {
    return partsOfMark(this.#placed, this.#input.store.getState().selectedMark);
  }

  #placeMarks(): void {
    this.#placed = this.#finder.place(this.#marks);
    const [markPages, carried] = [pagesOfMarks(this.#placed), carriedOf(this.#placed)];
    this.#input.store.setState({ markPages, carried });
    this.#repaint();
  }

  #repaint(): void {
    for (const view of this.engine.mounted) this.#paint(view);
  }

  #paint(view: PageView): void {
    paintMarks(view, this.#placed, this.#input.store.getState().selectedMark);
    this.found.paint(view);
    this.find.paint(view);
    this.aloud.paint(view);
    this.selection.paint(view);
  }
}
