import type { Box } from './layout.ts';
import { clipAround, type Picture } from './page-images.ts';
import type { PageGeometry } from './pages.ts';
import type { PartDrawing } from './painter.ts';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * One page in the document: the sheet, the drawing below, what lies over it above. The overlay's
 * groups take shapes in PDF user space; the SVG carries the matrix, so zooming redraws nothing.
 */
export class PageView {
  readonly index: number;
  readonly element: HTMLElement;
  /** Group for highlights, under the selection. */
  readonly marks: SVGGElement;
  /** Group for words that a search found, over the highlights. */
  readonly found: SVGGElement;
  /** Group for what is read aloud now. */
  readonly spoken: SVGGElement;
  /** Group for what is looked for in the document. */
  readonly find: SVGGElement;
  /** Group for the selection and the caret. */
  readonly selection: SVGGElement;
  readonly #overlay: SVGSVGElement;
  /** Gives paper and marks another tone and leaves pictures as they are. */
  readonly #tone = document.createElement('div');
  #geometry: PageGeometry | null = null;
  #pictures: readonly Picture[] = [];
  #canvas: HTMLCanvasElement | null = null;
  /** Stands in for the drawing until there is one. */
  #small: HTMLCanvasElement | null = null;
  #detail: PartDrawing | null = null;
  #text: HTMLElement | null = null;

  constructor(index: number, label: string) {
    this.index = index;
    this.element = document.createElement('div');
    this.element.className = 'offprint-page';
    this.element.dataset.page = String(index + 1);
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', label);
    this.#overlay = document.createElementNS(SVG, 'svg');
    this.#overlay.setAttribute('class', 'offprint-overlay');
    this.#overlay.setAttribute('preserveAspectRatio', 'none');
    this.#overlay.setAttribute('aria-hidden', 'true');
    this.marks = document.createElementNS(SVG, 'g');
    this.found = document.createElementNS(SVG, 'g');
    this.spoken = document.createElementNS(SVG, 'g');
    this.find = document.createElementNS(SVG, 'g');
    this.selection = document.createElementNS(SVG, 'g');
    this.#overlay.append(this.marks, this.found, this.spoken, this.find, this.selection);
    this.#tone.className = 'offprint-tone';
    this.element.append(this.#overlay, this.#tone);
  }

  /** Moves and sizes the page in the scrolled space. CSS pixels; zoom in CSS pixels per point. */
  place(box: Box, zoom: number): void {
    const { style } = this.element;
    style.left = `${box.left}px`;
    style.top = `${box.top}px`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
    style.setProperty('--zoom', String(zoom));
  }

  /** Tells the overlay how user space lies on the page at 1 CSS pixel per point. */
  setGeometry(geometry: PageGeometry): void {
    const { size, toPage } = geometry;
    this.#geometry = geometry;
    this.#clipTone();
    this.#overlay.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    const matrix = `matrix(${toPage.join(' ')})`;
    this.marks.setAttribute('transform', matrix);
    this.found.setAttribute('transform', matrix);
    this.spoken.setAttribute('transform', matrix);
    this.find.setAttribute('transform', matrix);
    this.selection.setAttribute('transform', matrix);
  }

  /** Tells where pictures lie, which keep their colours in every tone. */
  setPictures(pictures: readonly Picture[]): void {
    this.#pictures = pictures;
    this.#clipTone();
  }

  #clipTone(): void {
    if (!this.#geometry) return;
    const { size, toPage } = this.#geometry;
    this.#tone.style.clipPath = clipAround(this.#pictures, size, toPage);
  }

  get canvas(): HTMLCanvasElement | null {
    return this.#canvas;
  }

  /** Shows a finished drawing of the whole page in place of the former one. */
  showCanvas(canvas: HTMLCanvasElement): void {
    if (this.#canvas === canvas) return;
    canvas.className = 'offprint-canvas';
    canvas.setAttribute('role', 'presentation');
    if (this.#canvas) this.#canvas.replaceWith(canvas);
    else this.element.prepend(canvas);
    this.#canvas = canvas;
    this.#small?.remove();
  }

  dropCanvas(): void {
    this.#canvas?.remove();
    this.#canvas = null;
    if (this.#small) this.element.prepend(this.#small);
  }

  /** What stands in for the drawing, if anything does. */
  get small(): HTMLCanvasElement | null {
    return this.#small;
  }

  /** Shows a small picture of the page until it is drawn with all pixels; null takes it away. */
  showSmall(canvas: HTMLCanvasElement | null): void {
    if (this.#small === canvas) return;
    this.#small?.remove();
    this.#small = canvas;
    if (!canvas) return;
    canvas.className = 'offprint-canvas';
    canvas.dataset.small = '';
    canvas.setAttribute('role', 'presentation');
    if (!this.#canvas) this.element.prepend(canvas);
  }

  /** Lays a sharper drawing of a part of the page over the whole; null takes it away. */
  showDetail(detail: PartDrawing | null): void {
    this.#detail?.canvas.remove();
    this.#detail?.free();
    this.#detail = detail;
    if (!detail) return;
    const { canvas, part } = detail;
    canvas.className = 'offprint-detail';
    canvas.setAttribute('role', 'presentation');
    canvas.style.left = `${part.left}px`;
    canvas.style.top = `${part.top}px`;
    canvas.style.width = `${part.width}px`;
    canvas.style.height = `${part.height}px`;
    this.element.insertBefore(canvas, this.#overlay);
  }

  /** The part that is drawn sharply now, CSS pixels within the page. */
  get detail(): Box | null {
    return this.#detail?.part ?? null;
  }

  get hasText(): boolean {
    return this.#text !== null;
  }

  showText(layer: HTMLElement): void {
    this.#text?.remove();
    this.#text = layer;
    this.element.append(layer);
  }

  remove(): void {
    this.showDetail(null);
    this.showSmall(null);
    this.dropCanvas();
    this.element.remove();
  }
}
