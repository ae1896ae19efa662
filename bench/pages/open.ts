/** What both pages measure: one opening, from the request to a sharp first page with its text. */
export type Opening = {
  /** Milliseconds from the request for the file. */
  readonly elapsed: number;
  /** Device pixels of the first page's canvas, so that nobody wins by drawing less. */
  readonly width: number;
};

/** Zoom of the official viewer; 1 is 96/72 CSS pixels a point there. */
export const VIEWER_SCALE = 1;

/** The same in CSS pixels a point. */
export const CSS_PIXELS_PER_POINT = (VIEWER_SCALE * 96) / 72;

declare global {
  var openPdf: (url: string) => Promise<Opening>;
}
