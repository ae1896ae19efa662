import type { Painter, PartDrawing } from './painter.ts';

/** A busy window draws a thumbnail all the same after so long, milliseconds. */
const LONGEST_WAIT_MS = 2_000;

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: LONGEST_WAIT_MS });
  });

/** Draws small pictures of pages, one at a time, when nothing else is to do. */
export class Thumbnails {
  readonly #painter: Pick<Painter, 'paintSmall'>;
  readonly #idle: () => Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(painter: Pick<Painter, 'paintSmall'>, whenIdle: () => Promise<void> = idle) {
    this.#painter = painter;
    this.#idle = whenIdle;
  }

  /**
   * A page within a box of CSS pixels. Null where it cannot be drawn, there is no room, or it was
   * called off by the signal before its turn.
   */
  draw(
    page: number,
    box: { readonly width: number; readonly height: number },
    signal: AbortSignal,
  ): Promise<PartDrawing | null> {
    const drawn = this.#last.then(async () => {
      if (signal.aborted) return null;
      await this.#idle();
      return signal.aborted ? null : this.#painter.paintSmall(page, box, signal);
    });
    this.#last = drawn;
    return drawn;
  }
}
