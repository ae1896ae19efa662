import type { PaperDetails, PaperPatch } from '../../src-shared/contract/index.ts';
import { comparePoints, createAnchor } from '../../src-shared/pdf/index.ts';
import type { ReaderTarget } from '../app/navigation.ts';
import { t } from '../app/texts/index.ts';
import { mutate } from '../client.ts';
import { ReadingAloud } from './aloud/reading-aloud.ts';
import { systemSpeech } from './aloud/speech.ts';
import { listenForCopies } from './copying.ts';
import { type PageView, ReaderEngine } from './engine/index.ts';
import { DocumentText } from './find/document-text.ts';
import { FindSession } from './find/find-session.ts';
import { FoundWords, type WordsTarget } from './found/found-words.ts';
import { LinkSession } from './links/link-session.ts';
import type { PageLink } from './links/page-links.ts';
import { linesIn } from './marked-lines.ts';
import type { MarkSession } from './marks/mark-session.ts';
import type { MarkedFile } from './marks/new-mark.ts';
import { PageMarks } from './marks/page-marks.ts';
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

type MarkTarget = Extract<ReaderTarget, { readonly annotationId: string }>;

/** Quiet time before a selection is read out, milliseconds. */
const SPEAK_AFTER_MS = 350;

/** One open document: engine, selection, highlights and position together, outside React. */
export class ReaderSession {
  readonly engine: ReaderEngine;
  readonly selection: SelectionController;
  readonly marks: PageMarks;
  readonly found: FoundWords;
  readonly find: FindSession;
  readonly tools: SessionTools;
  readonly outline: OutlineSession;
  readonly links: LinkSession;
  readonly aloud: ReadingAloud;
  readonly #input: SessionInput;
  readonly #position: PositionKeeper;
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
        const mark = this.marks.at(page, point);
        // On a mark a click means the mark, which offers to follow the link.
        if (!this.links.clicked(page, point, isMod || !mark)) this.marks.select(mark?.id ?? null);
      },
      clickable: (page, point) =>
        (this.links.at(page, point) ?? this.marks.at(page, point)) !== undefined,
    });
    this.found = new FoundWords(this.engine, () => this.#repaint());
    const { engine, selection } = this;
    const texts = new DocumentText(engine);
    const speak = (text: string) => this.speak(text);
    this.marks = new PageMarks({
      engine,
      selection,
      store,
      speak,
      file: this.#file,
      edits: input.marks,
      repaint: () => this.#repaint(),
      goTo: (annotationId) => this.goTo({ annotationId }),
      placed: () => this.#goOn(),
    });
    this.links = new LinkSession(engine, speak);
    const { jumps } = this.links;
    this.outline = new OutlineSession(engine, texts, jumps);
    this.find = new FindSession({ engine, texts, outline: this.outline, jumps, speak });
    this.tools = new SessionTools({
      engine,
      selection,
      speak,
      file: this.#file,
      markAt: (page, point) => this.marks.at(page, point),
      selected: () => this.marks.selected,
      marks: input.marks,
      selectMark: (id) => this.marks.select(id),
      editComment: () => this.marks.editComment(),
    });
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

  /** The link under the selected mark. */
  get linkOfMark(): PageLink | undefined {
    return this.links.under(this.marks.selectedLines);
  }

  /** Goes to a mark, or to a page with words to mark; waits where that is not there yet. */
  goTo(target: ReaderTarget): void {
    this.found.clear();
    if ('annotationId' in target) this.#goToMark(target);
    else this.#goToWords(target);
  }

  #goToWords(target: WordsTarget): void {
    this.#target = this.engine.view ? null : target;
    if (this.#target) return;
    this.links.jumps.leave();
    void this.found.show(target).then((count) => this.speak(t.reader.spoken.found(count)));
  }

  #goToMark(target: MarkTarget): void {
    const { jumps } = this.links;
    this.#target = this.marks.reveal(target.annotationId, () => jumps.leave()) ? null : target;
  }

  /** Goes where it could not go yet. */
  #goOn(): void {
    if (this.#target) this.goTo(this.#target);
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
      return linesIn(this.engine, this.marks.selectedLines, 'above');
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
    this.marks.stop();
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
    this.marks.place();
  }

  get #file(): MarkedFile {
    const { paper, sha256 } = this.#input;
    return { paperId: paper.id, sha256, version: paper.pdfVersion };
  }

  #selectionChanged(settled: boolean): void {
    const { store } = this.#input;
    const { hasText } = this.selection;
    store.setState({ selection: hasText ? (settled ? 'settled' : 'selecting') : 'none' });
    if (hasText && store.getState().selectedMark) this.marks.select(null);
    clearTimeout(this.#speakTimer);
    if (!hasText || !settled) return;
    this.#speakTimer = setTimeout(
      () => this.speak(t.reader.spoken.selected(this.selection.text)),
      SPEAK_AFTER_MS,
    );
  }

  #repaint(): void {
    for (const view of this.engine.mounted) this.#paint(view);
  }

  #paint(view: PageView): void {
    this.marks.paint(view);
    this.found.paint(view);
    this.find.paint(view);
    this.aloud.paint(view);
    this.selection.paint(view);
  }
}
