import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Matrix } from '../../../src-shared/pdf/index.ts';
import type { PageSize } from './layout.ts';
import { OwnAnnotations } from './own-annotations.ts';

/** A page's size and how user space lies on it, at 1 CSS pixel per point. */
export type PageGeometry = { readonly size: PageSize; readonly toPage: Matrix };

/** Quarter turns to the right, as degrees, by which the view is turned. */
export type Rotation = 0 | 90 | 180 | 270;

/** A rotation with so many degrees more. */
export function turned(rotation: Rotation, by: 90 | -90): Rotation {
  return ((rotation + by + 360) % 360) as Rotation;
}

/** A page's geometry after turning it to the right. */
export function rotateGeometry(geometry: PageGeometry, rotation: Rotation): PageGeometry {
  if (rotation === 0) return geometry;
  const { width, height } = geometry.size;
  const [a, b, c, d, e, f] = geometry.toPage;
  const quarter: PageGeometry = {
    size: { width: height, height: width },
    toPage: [-b, a, -d, c, height - f, e],
  };
  return rotateGeometry(quarter, turned(rotation, -90));
}

/** Pages measured between two breaths of the event loop. */
const MEASURED_AT_ONCE = 40;

function geometryOf(page: PDFPageProxy): PageGeometry {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  return { size: { width, height }, toPage: transform as unknown as Matrix };
}

/** The pages of a document and their geometry, which is guessed until it is measured. */
export class Pages {
  readonly pdf: PDFDocumentProxy;
  readonly own: OwnAnnotations;
  readonly #proxies = new Map<number, Promise<PDFPageProxy>>();
  readonly #measured: (PageGeometry | undefined)[];
  #guess: PageGeometry = { size: { width: 612, height: 792 }, toPage: [1, 0, 0, -1, 0, 792] };
  #rotation: Rotation = 0;
  #turned = new Map<PageGeometry, PageGeometry>();
  #closed = false;

  constructor(pdf: PDFDocumentProxy) {
    this.pdf = pdf;
    this.own = new OwnAnnotations(pdf.annotationStorage);
    this.#measured = new Array(pdf.numPages);
  }

  get count(): number {
    return this.pdf.numPages;
  }

  /** A page of the document, from 0. */
  page(index: number): Promise<PDFPageProxy> {
    let proxy = this.#proxies.get(index);
    if (!proxy) {
      proxy = this.pdf.getPage(index + 1);
      proxy.catch(() => this.#proxies.delete(index));
      this.#proxies.set(index, proxy);
    }
    return proxy;
  }

  /** How far every page is turned, beyond what the file says itself. */
  get rotation(): Rotation {
    return this.#rotation;
  }

  rotate(rotation: Rotation): void {
    this.#rotation = rotation;
    this.#turned = new Map();
  }

  /** What is known or guessed of a page as it is turned: pages of a paper mostly have one size. */
  geometry(index: number): PageGeometry {
    const flat = this.#measured[index] ?? this.#guess;
    if (this.#rotation === 0) return flat;
    const known = this.#turned.get(flat);
    if (known) return known;
    const geometry = rotateGeometry(flat, this.#rotation);
    this.#turned.set(flat, geometry);
    return geometry;
  }

  /** The viewport to draw a page with as it is turned, at a scale of device pixels per point. */
  viewport(page: PDFPageProxy, scale: number): PageViewport {
    return page.getViewport({ scale, rotation: (page.rotate + this.#rotation) % 360 });
  }

  sizes(): PageSize[] {
    return Array.from({ length: this.count }, (_, i) => this.geometry(i).size);
  }

  /** Measures the first page to be shown; the others are taken to be like it. */
  async measureFirst(index: number): Promise<void> {
    this.#guess = geometryOf(await this.page(index));
    this.#measured[index] = this.#guess;
  }

  /** Measures every page, in steps; answers whether any differed from the guess. */
  async measureAll(): Promise<boolean> {
    let differed = false;
    for (let index = 0; index < this.count && !this.#closed; index++) {
      if (!this.#measured[index]) differed = (await this.#measure(index)) || differed;
      if (index % MEASURED_AT_ONCE === MEASURED_AT_ONCE - 1) {
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    }
    return differed && !this.#closed;
  }

  /** Gives back what pdf.js keeps for drawing a page that is far from the eye. */
  release(index: number): void {
    void this.#proxies
      .get(index)
      ?.then((page) => page.cleanup())
      .catch(() => {});
  }

  close(): void {
    this.#closed = true;
    this.#proxies.clear();
  }

  /** A page that cannot be read keeps the guessed size: its place stays, empty. */
  async #measure(index: number): Promise<boolean> {
    const found = await this.page(index).then(geometryOf, () => this.#guess);
    this.#measured[index] = found;
    return found.toPage.some((value, i) => value !== this.#guess.toPage[i]);
  }
}
