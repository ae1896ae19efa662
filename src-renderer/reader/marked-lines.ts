import { boundsOf, type Quad } from '../../src-shared/pdf/index.ts';
import type { ReaderEngine } from './engine/index.ts';
import type { PlacedMark } from './marks/mark-overlay.ts';
import type { PopoverTarget } from './popover-place.ts';

/** Lines of one page, as quads in its user space. */
export type Lines = { readonly page: number; readonly quads: readonly Quad[] };

/** The lines of a mark; none where it is not found in the file. */
export function partsOfMark(placed: readonly PlacedMark[], id: string | null): readonly Lines[] {
  const placement = placed.find(({ mark }) => mark.id === id)?.placement;
  return placement && placement.how !== 'lost' ? placement.parts : [];
}

/** What a popover speaks of, from lines: where they lie in the client area, the nearest first. */
export function linesIn(
  engine: ReaderEngine,
  parts: readonly Lines[],
  side: PopoverTarget['side'],
): PopoverTarget {
  const lines = parts.flatMap(({ page, quads }) =>
    quads.map((quad) => engine.clientBox(page, boundsOf([quad]))),
  );
  return { lines: side === 'below' ? lines.reverse() : lines, side };
}
