import { createStore } from 'zustand/vanilla';
import {
  type Heading,
  headingSteps,
  type OutlineLine,
  outlineLines,
  type TextPoint,
} from '../../../src-shared/pdf/index.ts';
import { breath, type EngineView, type ReaderEngine, withBreaths } from '../engine/index.ts';
import type { DocumentText } from '../find/document-text.ts';
import { readAhead } from '../find/read-ahead.ts';
import { AIR, shareOf, showDestination } from '../links/destination.ts';
import type { Jumps } from '../links/jumps.ts';
import { headingOffset } from './heading-place.ts';
import { entryAfter, type OutlineEntry } from './outline-entries.ts';
import { readPdfOutline } from './pdf-outline.ts';

/** What is known of a document's outline. */
export type OutlineState = {
  readonly status: 'unread' | 'reading' | 'read';
  /** Whether the PDF has it, or it was made from the document's headings. */
  readonly source: 'pdf' | 'text';
  readonly entries: readonly OutlineEntry[];
};

/** A section's stretch of the text; without an end it goes to that of the document. */
export type Section = {
  readonly title: string;
  readonly start: TextPoint;
  readonly end: TextPoint | null;
};

/** The outline of one open document, outside React; it is read when somebody asks for it. */
export class OutlineSession {
  readonly state = createStore<OutlineState>(() => ({
    status: 'unread',
    source: 'pdf',
    entries: [],
  }));
  readonly #engine: ReaderEngine;
  readonly #texts: DocumentText;
  readonly #jumps: Jumps;
  #reading: Promise<void> | null = null;
  /** The last sections may not reach the window's top; where one was gone to, it is current. */
  #chosen = { id: -1, scrollTop: Number.NaN };

  constructor(engine: ReaderEngine, texts: DocumentText, jumps: Jumps) {
    this.#engine = engine;
    this.#texts = texts;
    this.#jumps = jumps;
  }

  /** Reads the outline once; resolves when it is there. */
  read(): Promise<void> {
    this.#reading ??= this.#read();
    return this.#reading;
  }

  /** Scrolls an entry's heading to the window's top. */
  goTo(entry: OutlineEntry): void {
    this.#jumps.leave();
    showDestination(this.#engine, entry);
    this.#chosen = {
      id: this.state.getState().entries.indexOf(entry),
      scrollTop: this.#engine.scroller.scrollTop,
    };
  }

  /** The entry whose section the window's top shows; -1 before the first. */
  currentAt({ place }: EngineView): number {
    const { entries } = this.state.getState();
    const { id: chosen, scrollTop } = this.#chosen;
    if (Math.abs(scrollTop - this.#engine.scroller.scrollTop) < 1) return chosen;
    let current = -1;
    for (const [id, entry] of entries.entries()) {
      if (entry.page > place.page) continue;
      if (entry.page < place.page || shareOf(this.#engine, entry, 3 * AIR) <= place.share)
        current = id;
    }
    return current;
  }

  /** The section that the window's top shows; null where there is none. */
  async sectionInSight(): Promise<Section | null> {
    await this.read();
    const { view } = this.#engine;
    const { entries } = this.state.getState();
    const id = view ? this.currentAt(view) : -1;
    const entry = entries[id];
    if (!entry) return null;
    const next = entries[entryAfter(entries, id)];
    const [start, end] = await Promise.all([this.#pointOf(entry), next && this.#pointOf(next)]);
    return { title: entry.title, start, end: end ?? null };
  }

  async #pointOf(entry: OutlineEntry): Promise<TextPoint> {
    const text = await this.#engine.pageText(entry.page).catch(() => null);
    return { page: entry.page, offset: text ? headingOffset(text, entry) : 0 };
  }

  async #read(): Promise<void> {
    const { document } = this.#engine;
    if (!document) return;
    this.state.setState({ status: 'reading' });
    const own = await readPdfOutline(document.pages.pdf).catch(() => []);
    if (own.length > 0) this.state.setState({ status: 'read', source: 'pdf', entries: own });
    else this.#take(await withBreaths(headingSteps(await this.#lines())));
  }

  #take(headings: readonly Heading[]): void {
    const entries = headings.map(({ title, level, page, offset, top }) => ({
      title,
      level,
      page,
      offset,
      top,
      left: null,
    }));
    this.state.setState({ status: 'read', source: 'text', entries });
  }

  /** The lines of every page, in small steps; pages that cannot be read have none. */
  async #lines(): Promise<OutlineLine[]> {
    const lines: OutlineLine[] = [];
    const pages = Array.from(
      { length: this.#engine.document?.pages.count ?? 0 },
      (_, page) => page,
    );
    for await (const [, text] of readAhead(pages, (page) => this.#texts.pass(page))) {
      if (!this.#engine.document) break;
      if (text) lines.push(...outlineLines(text));
      await breath();
    }
    return lines;
  }
}
