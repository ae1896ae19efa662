import type { PageViewport, PDFPageProxy } from 'pdfjs-dist';

/** A blank canvas of so many pixels. */
export function makeCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** Gives the pixels of a canvas back at once. */
export function freeCanvas(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

/**
 * Draws a page. The canvas shows what begins at `x` and `y` (device pixels within the page); its
 * pictures are noted where asked for.
 */
export function paint(
  page: PDFPageProxy,
  canvas: HTMLCanvasElement,
  viewport: PageViewport,
  at: {
    readonly x: number;
    readonly y: number;
    readonly pictures: boolean;
    /** pdf.js's `AnnotationMode`. */
    readonly annotationMode: number;
  },
) {
  return page.render({
    canvas,
    viewport,
    transform: at.x || at.y ? [1, 0, 0, 1, -at.x, -at.y] : undefined,
    annotationMode: at.annotationMode,
    recordImages: at.pictures,
  });
}
