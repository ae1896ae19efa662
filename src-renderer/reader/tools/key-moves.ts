import type { Annotation, MarkShape } from '../../../src-shared/contract/index.ts';
import { t } from '../../app/texts/index.ts';
import type { ReaderEngine } from '../engine/index.ts';
import type { MarkSession } from '../marks/mark-session.ts';
import { boundsOfShape, shapeAnchor } from '../marks/shapes.ts';
import { type Direction, inUserSpace, nudgedShape, pageRect, resizedArea } from './nudge.ts';

/** What moving shapes by keys works on. */
export type MoveHost = {
  readonly engine: ReaderEngine;
  readonly marks: MarkSession;
  /** The selected mark, if it is a shape of the open file. */
  movable: () => Annotation | undefined;
  speak: (text: string) => void;
  /** Now, milliseconds. */
  now?: () => number;
};

/** Keys with less time between them are one act, milliseconds. */
const BURST_MS = 1_000;
/** Points of a step: small ones to be exact, larger ones for a key that is held down. */
const STEPS = [1, 3, 8];
const PRESSES_A_STEP = 8;

/** Moves and resizes the selected shape by arrow keys; what is done in one go is undone in one. */
export class KeyMoves {
  readonly #host: MoveHost;
  #burst: { readonly id: string; count: number; at: number } | null = null;

  constructor(host: MoveHost) {
    this.#host = host;
  }

  /** Whether a shape is selected that keys can move. */
  get canMove(): boolean {
    return this.#host.movable() !== undefined;
  }

  /** Whether an area is selected, the one shape that has a size of its own. */
  get canResize(): boolean {
    return this.#host.movable()?.anchor.shape?.type === 'rect';
  }

  /** Carries the selected shape a step over its page. */
  move(direction: Direction): void {
    this.#change(t.reader.spoken.moved, (shape, page, step) => {
      const geometry = this.#geometryOf(page);
      const { x, y } = inUserSpace(direction, geometry);
      return nudgedShape(shape, { x: x * step, y: y * step }, pageRect(geometry));
    });
  }

  /** Carries the right or lower edge of the selected area: out to the right and down, else in. */
  resize(direction: Direction): void {
    this.#change(t.shapes.resized, (shape, page, step) => {
      if (shape.type !== 'rect') return shape;
      const geometry = this.#geometryOf(page);
      const isAcross = direction === 'right' || direction === 'left';
      const outward = inUserSpace(isAcross ? 'right' : 'down', geometry);
      const by = direction === 'right' || direction === 'down' ? step : -step;
      return resizedArea(shape, { outward, by }, pageRect(geometry));
    });
  }

  #change(said: string, change: (shape: MarkShape, page: number, step: number) => MarkShape): void {
    const { engine, marks, movable, speak } = this.#host;
    const mark = movable();
    const shape = mark?.anchor.shape;
    const page = mark?.anchor.pages[0]?.page;
    if (!mark || !shape || page === undefined) return;
    const text = engine.peekText(page);
    // The words nearby are part of where a shape lies.
    if (!text) return void engine.pageText(page).then(() => this.#change(said, change));
    const { step, isFirst } = this.#step(mark.id);
    const changed = change(shape, page, step);
    const fields = { anchor: shapeAnchor(changed, page, text) };
    if (isFirst ? marks.change(mark, fields) : marks.amend(mark, fields)) {
      if (isFirst) speak(said);
      engine.reveal(page, boundsOfShape(changed));
    }
  }

  /** How far this press leads, and whether it begins an act. */
  #step(id: string): { step: number; isFirst: boolean } {
    const now = (this.#host.now ?? performance.now.bind(performance))();
    const burst = this.#burst;
    const isFirst = burst?.id !== id || now - burst.at > BURST_MS;
    const count = isFirst ? 0 : burst.count + 1;
    this.#burst = { id, count, at: now };
    const step = STEPS[Math.min(STEPS.length - 1, Math.floor(count / PRESSES_A_STEP))]!;
    return { step, isFirst };
  }

  #geometryOf(page: number) {
    return this.#host.engine.document!.pages.geometry(page);
  }
}
