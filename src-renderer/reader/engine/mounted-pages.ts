import { type Layout, pageBox } from './layout.ts';
import { PageView } from './page-view.ts';
import type { Pages } from './pages.ts';
import type { Rendering } from './rendering.ts';

/** What is told of pages that come into the document and leave it. */
export type MountEvents = {
  readonly onMount?: (view: PageView) => void;
  readonly onUnmount?: (page: number) => void;
};

/** The few pages that are elements in the document: those in the window and their neighbours. */
export class MountedPages {
  readonly #sheet: HTMLElement;
  readonly #pages: Pages;
  readonly #rendering: Pick<Rendering, 'painter' | 'small'>;
  readonly #label: (page: number, pages: number) => string;
  readonly #events: MountEvents;
  readonly #views = new Map<number, PageView>();

  constructor(
    sheet: HTMLElement,
    source: { pages: Pages; rendering: Pick<Rendering, 'painter' | 'small'> },
    label: (page: number, pages: number) => string,
    events: MountEvents,
  ) {
    this.#sheet = sheet;
    this.#pages = source.pages;
    this.#rendering = source.rendering;
    this.#label = label;
    this.#events = events;
  }

  get(page: number): PageView | undefined {
    return this.#views.get(page);
  }

  /** In no order. */
  all(): PageView[] {
    return [...this.#views.values()];
  }

  /** Mounts the pages from `first` to `last` and one more at either end, and no others. */
  show(layout: Layout, first: number, last: number): void {
    const from = Math.max(0, first - 1);
    const to = Math.min(this.#pages.count - 1, last + 1);
    for (const view of this.all()) if (view.index < from || view.index > to) this.#unmount(view);
    for (let page = from; page <= to; page++) {
      if (!this.#views.has(page)) this.#mount(layout, page);
    }
  }

  /** Moves and sizes what is mounted; what was drawn sharply for another zoom goes. */
  place(layout: Layout): void {
    for (const view of this.#views.values()) {
      view.showDetail(null);
      this.#place(view, layout);
    }
  }

  /** Takes every page out of the document, so that it is mounted anew. */
  empty(): void {
    for (const view of this.all()) this.#unmount(view);
  }

  /** Takes every page out of the document, which is being closed. */
  clear(): void {
    for (const view of this.#views.values()) view.remove();
    this.#views.clear();
  }

  #mount(layout: Layout, page: number): void {
    const view = new PageView(page, this.#label(page + 1, this.#pages.count));
    this.#views.set(page, view);
    this.#place(view, layout);
    const { painter, small } = this.#rendering;
    const drawing = painter.drawing(page);
    if (drawing) view.showCanvas(drawing.canvas);
    view.showSmall(small.get(page)?.canvas ?? null);
    view.setPictures(painter.pictures(page));
    this.#insertInOrder(view);
    this.#events.onMount?.(view);
  }

  /** Screen readers read the document's order, so the pages stand in theirs. */
  #insertInOrder(view: PageView): void {
    let next: PageView | undefined;
    for (const other of this.#views.values()) {
      if (other.index > view.index && (!next || other.index < next.index)) next = other;
    }
    this.#sheet.insertBefore(view.element, next?.element ?? null);
  }

  #unmount(view: PageView): void {
    this.#views.delete(view.index);
    view.remove();
    this.#pages.release(view.index);
    this.#events.onUnmount?.(view.index);
  }

  #place(view: PageView, layout: Layout): void {
    view.setGeometry(this.#pages.geometry(view.index));
    view.place(pageBox(layout, view.index), layout.zoom);
  }
}
