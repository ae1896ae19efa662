import type { Point, Rect } from '../../../src-shared/pdf/index.ts';
import type { Arrangement } from './engine-types.ts';
import {
  type Box,
  fittedSize,
  type Layout,
  layoutPages,
  PAGE_GAP,
  type Place,
  placeAtY,
  resolveZoom,
  SPINE,
  scrollForZoom,
  visiblePages,
  yOfPlace,
  type ZoomRequest,
} from './layout.ts';
import { Pace } from './pace.ts';
import { boxOfRect, pointOnPage } from './page-space.ts';
import type { Pages } from './pages.ts';

/** What a viewport begins with. */
export type ViewportStart = {
  readonly place: Place;
  readonly request: ZoomRequest;
  readonly arrangement: Arrangement;
};

/** The window over the laid out pages: where it stands, how large and how arranged they are. */
export class Viewport {
  layout: Layout = layoutPages([], 1, 0);
  request: ZoomRequest;
  arrangement: Arrangement;
  /** The place at the window's top. */
  anchor: Place;
  /** Which way it was scrolled last. */
  direction: 1 | -1 = 1;
  readonly #pace = new Pace();
  readonly #scroller: HTMLElement;
  readonly #sheet: HTMLElement;
  #lastTop = 0;

  constructor(elements: { scroller: HTMLElement; sheet: HTMLElement }, start: ViewportStart) {
    this.#scroller = elements.scroller;
    this.#sheet = elements.sheet;
    this.anchor = start.place;
    this.request = start.request;
    this.arrangement = start.arrangement;
  }

  /** The window in the scrolled space, CSS pixels. */
  get box(): Box {
    const { scrollTop: top, scrollLeft: left } = this.#scroller;
    return { left, top, width: this.#scroller.clientWidth, height: this.#scroller.clientHeight };
  }

  get isHidden(): boolean {
    return this.#scroller.clientWidth === 0 || this.#scroller.clientHeight === 0;
  }

  /** How fast it is scrolled now: CSS pixels a millisecond, downwards positive. */
  get speed(): number {
    return this.#pace.speed(performance.now());
  }

  /** First and last page in the window. */
  get visible(): [number, number] {
    const { top, height } = this.box;
    return visiblePages(this.layout, top, height);
  }

  /** Lays the pages out anew; the window is not moved. */
  relayout(pages: Pages): void {
    const { width, height } = this.box;
    const { spread } = this.arrangement;
    const sizes = pages.sizes();
    const fitted = fittedSize(sizes, this.anchor.page, spread);
    const zoom = resolveZoom(this.request, fitted, { width, height }, spread);
    this.layout = layoutPages(sizes, zoom, width, spread);
    this.#sheet.style.width = `${this.layout.width}px`;
    this.#sheet.style.height = `${this.layout.height}px`;
  }

  /** Moves the window so that the anchor lies at its top. */
  toAnchor(): void {
    const top = yOfPlace(this.layout, this.anchor) - PAGE_GAP;
    // A page that fits stands in the middle, also where others are wider than the window.
    const fitted = typeof this.request === 'string';
    const left = fitted ? (this.layout.width - this.#scroller.clientWidth) / 2 : undefined;
    this.#scroller.scrollTo({ top, left, behavior: 'instant' });
    this.#lastTop = this.#scroller.scrollTop;
    this.#pace.clear();
  }

  /** Lays the pages out anew so that what lies under a point of the client area stays there. */
  zoomAbout(pages: Pages, at?: { clientX: number; clientY: number }): void {
    const area = this.#scroller.getBoundingClientRect();
    const point = at
      ? { x: at.clientX - area.left, y: at.clientY - area.top }
      : { x: this.#scroller.clientWidth / 2, y: PAGE_GAP };
    const before = this.layout;
    const scroll = this.box;
    this.relayout(pages);
    const { left, top } = scrollForZoom(before, this.layout, scroll, point);
    this.#scroller.scrollTo({ left, top, behavior: 'instant' });
    this.#pace.clear();
    this.#anchorHere();
  }

  /** Arranges the pages otherwise; what lies in the window's middle, left of a spine, stays in it. */
  arrange(pages: Pages, arrangement: Arrangement): void {
    const { left, top, width, height } = this.box;
    const middle = { x: left + width / 2 - SPINE, y: top + height / 2 };
    const { page, point } = pointOnPage(this.layout, pages, middle);
    this.arrangement = arrangement;
    pages.rotate(arrangement.rotation);
    this.anchor = { page, share: 0 };
    this.relayout(pages);
    const spot = boxOfRect(this.layout, pages, page, [point.x, point.y, point.x, point.y]);
    this.#scroller.scrollTo({
      left: spot.left - width / 2,
      top: spot.top - height / 2,
      behavior: 'instant',
    });
    this.#anchorHere();
  }

  /** Takes note of where the window was scrolled to. */
  scrolled(): void {
    const { scrollTop } = this.#scroller;
    if (scrollTop !== this.#lastTop) {
      this.direction = scrollTop > this.#lastTop ? 1 : -1;
      this.#pace.note(scrollTop, this.#scroller.clientHeight, performance.now());
    }
    this.#anchorHere();
  }

  /** Scrolls as little as shows a box of the scrolled space, with some air around it. */
  reveal(box: Box): void {
    const { left, top, width, height } = this.box;
    const air = Math.min(80, height / 5);
    if (box.top - air < top || box.top + box.height + air > top + height) {
      this.#scroller.scrollTop = box.top - height / 3;
    }
    if (box.left < left || box.left + box.width > left + width) {
      this.#scroller.scrollLeft = box.left - 2 * PAGE_GAP;
    }
  }

  /** The page under or nearest to a point of the client area, and the point in its user space. */
  pointAt(pages: Pages, clientX: number, clientY: number): { page: number; point: Point } {
    const area = this.#scroller.getBoundingClientRect();
    const { left, top } = this.box;
    const at = { x: clientX - area.left + left, y: clientY - area.top + top };
    return pointOnPage(this.layout, pages, at);
  }

  /** Where a rectangle of a page (user space) lies in the client area, CSS pixels. */
  clientBox(pages: Pages, page: number, rect: Rect): Box {
    const box = boxOfRect(this.layout, pages, page, rect);
    const area = this.#scroller.getBoundingClientRect();
    const { left, top } = this.box;
    return { ...box, left: box.left - left + area.left, top: box.top - top + area.top };
  }

  #anchorHere(): void {
    this.#lastTop = this.#scroller.scrollTop;
    this.anchor = placeAtY(this.layout, this.#lastTop + PAGE_GAP);
  }
}
