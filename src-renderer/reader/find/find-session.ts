import { boundsOf, offsetAt, type TextPoint } from '../../../src-shared/pdf/index.ts';
import { type FoundRange, type FoundText, matcherOf } from '../../../src-shared/text/index.ts';
import { t } from '../../app/texts/index.ts';
import { breath, type PageView, type ReaderEngine } from '../engine/index.ts';
import type { Jumps } from '../links/jumps.ts';
import type { OutlineSession, Section } from '../outline/outline-session.ts';
import type { DocumentText } from './document-text.ts';
import { FindOverlay } from './find-overlay.ts';
import { createFindState, type FindOption } from './find-state.ts';
import { type Hit, Hits } from './hits.ts';
import { readAhead } from './read-ahead.ts';
import { scanOrder } from './scan-order.ts';
import { extentOf } from './section-extent.ts';

/** Looking through pages gives way after so long, milliseconds. */
const STEP_MS = 12;

/** The counter grows so often, milliseconds. */
const COUNT_MS = 120;

/** A screen reader is told the count after so long without a letter, milliseconds. */
const SPEAK_AFTER_MS = 600;

/** What finding works on; `speak` tells a screen reader. */
export type FindInput = {
  readonly engine: ReaderEngine;
  readonly texts: DocumentText;
  readonly outline: OutlineSession;
  readonly jumps: Jumps;
  readonly speak: (text: string) => void;
};

/** "Find in document" for one open document, outside React. */
export class FindSession {
  readonly state = createFindState();
  readonly #engine: ReaderEngine;
  readonly #jumps: Jumps;
  readonly #outline: OutlineSession;
  readonly #speak: (text: string) => void;
  readonly #texts: DocumentText;
  readonly #overlay: FindOverlay;
  #section: Section | null = null;
  #hits: Hits | null = null;
  #current: Hit | null = null;
  /** Where the user was when the looking began: the nearest hit is the first. */
  #origin: TextPoint = { page: 0, offset: 0 };
  /** The step that waits for pages that were not looked through yet. */
  #waiting: 1 | -1 | null = null;
  /** Whether a hit was gone to since the bar was opened: Back leads to before the first. */
  #hasJumped = false;
  #turn = 0;
  #countedAt = 0;
  #speakTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ engine, texts, outline, jumps, speak }: FindInput) {
    this.#engine = engine;
    this.#texts = texts;
    this.#jumps = jumps;
    this.#outline = outline;
    this.#speak = speak;
    this.#overlay = new FindOverlay(engine);
  }

  get isOpen(): boolean {
    return this.state.getState().isOpen;
  }

  /** Opens the bar, with words to look for, or gives its field the focus again. */
  open(words = ''): void {
    const { isOpen, asked, query } = this.state.getState();
    this.state.setState({ isOpen: true, asked: asked + 1, query: words || query });
    if (!isOpen) this.#hasJumped = false;
    if (!isOpen || words) this.#restart();
  }

  /** Closes the bar, takes the marks away and gives the pages the focus. */
  close(): void {
    if (!this.isOpen) return;
    this.#stop();
    this.#setSection(null);
    this.state.setState({ isOpen: false });
    this.#engine.scroller.focus({ preventScroll: true });
  }

  setQuery(query: string): void {
    this.state.setState({ query });
    this.#restart();
  }

  toggle(option: FindOption): void {
    this.state.setState((state) => ({ [option]: !state[option] }));
    if (this.isOpen) this.#restart();
  }

  /** Looks through the section that is in sight only, or through the whole document again. */
  async toggleSection(): Promise<void> {
    const before = this.#section;
    const section = before ? null : await this.#outline.sectionInSight().catch(() => null);
    if (before !== this.#section || !this.isOpen) return;
    if (!before && !section) {
      this.#speak(t.find.noSection);
      return;
    }
    this.#setSection(section);
    this.#restart();
  }

  #setSection(section: Section | null): void {
    this.#section = section;
    this.state.setState({ section: section?.title ?? null });
  }

  /** Goes to the hit after (`1`) or before (`-1`) the current one; opens the bar where it is closed. */
  step(direction: 1 | -1): void {
    if (!this.isOpen) this.open();
    else if (!this.#hits || !this.#current) return;
    else this.#stepTo(this.#hits.next(this.#current, direction), direction);
  }

  /** Draws what of the hits lies on a page. */
  paint(view: PageView): void {
    this.#overlay.paint(view);
  }

  /** Ends all that is under way: the document is closed. */
  destroy(): void {
    this.#turn++;
    clearTimeout(this.#speakTimer);
  }

  #stepTo(hit: Hit | 'unknown' | null, direction: 1 | -1): void {
    this.#waiting = hit === 'unknown' ? direction : null;
    if (hit === null || hit === 'unknown') return;
    this.#choose(hit);
    this.#speakCount(0);
  }

  #stop(): void {
    this.#turn++;
    this.#hits = null;
    this.#current = null;
    this.#waiting = null;
    this.#overlay.show(null);
    clearTimeout(this.#speakTimer);
    this.state.setState({ count: 0, rank: 0, isScanning: false });
  }

  /** Looks anew, from the current hit on: it stays where more of its word is typed. */
  #restart(): void {
    const start = this.#current && this.#hits?.rangeOf(this.#current)?.start;
    if (this.#current && start != null) this.#origin = { page: this.#current.page, offset: start };
    else this.#origin = this.#placeInSight();
    this.#stop();
    const { query, matchCase, wholeWord } = this.state.getState();
    const matches = matcherOf(query, { matchCase, wholeWord });
    const pages = this.#engine.view?.pages ?? 0;
    if (!matches || pages === 0) return;
    const { first, last, within } = extentOf(this.#section, pages);
    this.#hits = new Hits(first, last);
    this.#overlay.show(this.#hits);
    this.state.setState({ isScanning: true });
    void this.#scan(scanOrder(this.#origin.page, first, last), (page, text) =>
      within(page, matches(text)),
    );
  }

  async #scan(
    pages: readonly number[],
    matches: (page: number, text: FoundText) => readonly FoundRange[],
  ): Promise<void> {
    const turn = this.#turn;
    let since = performance.now();
    const texts = readAhead(pages, (page) => this.#texts.peek(page) ?? this.#texts.read(page));
    for await (const [page, text] of texts) {
      if (turn !== this.#turn || !text) return;
      this.#found(page, matches(page, text));
      if (performance.now() - since < STEP_MS) continue;
      await breath();
      if (turn !== this.#turn) return;
      since = performance.now();
    }
    this.#count(true);
    this.#speakCount(SPEAK_AFTER_MS);
  }

  #found(page: number, ranges: readonly FoundRange[]): void {
    const hits = this.#hits!;
    hits.put(page, ranges);
    if (ranges.length > 0) this.#overlay.found(page);
    if (!this.#current && ranges.length > 0) this.#choose(this.#nearest(hits, page));
    if (this.#waiting && this.#current) {
      this.#stepTo(hits.next(this.#current, this.#waiting), this.#waiting);
    }
    this.#count(false);
  }

  #nearest(hits: Hits, page: number): Hit {
    const { page: origin, offset } = this.#origin;
    if (page < origin) return { page, index: hits.on(page).length - 1 };
    return hits.near(page, page === origin ? offset : 0)!;
  }

  #choose(hit: Hit): void {
    this.#current = hit;
    this.#overlay.setCurrent(hit);
    this.#count(true);
    void this.#reveal(hit);
  }

  async #reveal(hit: Hit): Promise<void> {
    const quads = await this.#overlay.quadsOf(hit);
    if (quads.length === 0 || hit !== this.#current) return;
    if (!this.#hasJumped) this.#jumps.leave();
    this.#hasJumped = true;
    this.#engine.reveal(hit.page, boundsOf(quads));
  }

  /** Tells the counter, at once or when it was not told for a while. */
  #count(now: boolean): void {
    const hits = this.#hits;
    const time = performance.now();
    if (!hits || (!now && time - this.#countedAt < COUNT_MS)) return;
    this.#countedAt = time;
    const rank = this.#current ? hits.rankOf(this.#current) : 0;
    this.state.setState({ count: hits.count, rank, isScanning: !hits.isWhole });
  }

  #speakCount(after: number): void {
    clearTimeout(this.#speakTimer);
    this.#speakTimer = setTimeout(() => {
      const { rank, count } = this.state.getState();
      const page = (this.#current?.page ?? 0) + 1;
      this.#speak(t.find.spoken(rank, count, page));
    }, after);
  }

  /** The words at the window's top. */
  #placeInSight(): TextPoint {
    const { view, scroller } = this.#engine;
    if (!view) return { page: 0, offset: 0 };
    const area = scroller.getBoundingClientRect();
    const at = this.#engine.pointAt(area.left + 1, area.top + 1);
    const text = at && this.#engine.peekText(at.page);
    if (!at || !text || at.page !== view.page) return { page: view.page, offset: 0 };
    return { page: at.page, offset: offsetAt(text, at.point) };
  }
}
