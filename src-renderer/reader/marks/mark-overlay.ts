import type { Annotation, MarkShape } from '../../../src-shared/contract/index.ts';
import { boundsOf, type Point, type Quad } from '../../../src-shared/pdf/index.ts';
import type { PageView } from '../engine/index.ts';
import { outlineOfShape, outlineOfWords } from './outlines.ts';
import type { Placement } from './placement.ts';
import { boundsOfShape, quadOfRect, shapeByWords } from './shapes.ts';

/** A mark with its place in the open file. */
export type PlacedMark = { readonly mark: Annotation; readonly placement: Placement | undefined };

const SVG = 'http://www.w3.org/2000/svg';

/** What of a mark lies on a page; a shape has the one quad around it. */
type Part = { readonly quads: readonly Quad[]; readonly shape: MarkShape | undefined };

function partsOn(page: number, { mark, placement }: PlacedMark): readonly Part[] {
  if (!placement || placement.how === 'lost') return [];
  const { shape } = mark.anchor;
  const here = placement.parts.filter((part) => part.page === page);
  if (!shape || placement.how === 'stored') return here.map(({ quads }) => ({ quads, shape }));
  return here.map(({ quads }) => {
    const placed = shapeByWords(shape, boundsOf(quads));
    return { quads: [quadOfRect(boundsOfShape(placed))], shape: placed };
  });
}

function pathOf(mark: Annotation, { quads, shape }: Part, selected: boolean): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute(
    'class',
    `offprint-mark offprint-mark-${mark.colour} offprint-mark-${mark.kind}`,
  );
  path.classList.toggle('offprint-mark-selected', selected);
  path.dataset.mark = mark.id;
  path.setAttribute('d', shape ? outlineOfShape(shape) : outlineOfWords(mark.kind, quads));
  if (shape?.type === 'ink') path.setAttribute('stroke-width', String(shape.width));
  return path;
}

/** Draws a page's marks. One path a mark, so that its own lines never darken each other. */
export function paintMarks(
  view: PageView,
  marks: readonly PlacedMark[],
  selectedId: string | null,
): void {
  const shapes = marks.flatMap((placed) =>
    partsOn(view.index, placed).map((part) =>
      pathOf(placed.mark, part, placed.mark.id === selectedId),
    ),
  );
  view.marks.replaceChildren(...shapes);
}

/** Whether a point lies in a quad: on the inner side of all four edges, either way round. */
export function isInQuad([ax, ay, bx, by, dx, dy, cx, cy]: Quad, { x, y }: Point): boolean {
  const side = (x1: number, y1: number, x2: number, y2: number) =>
    (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  const sides = [
    side(ax, ay, bx, by),
    side(bx, by, cx, cy),
    side(cx, cy, dx, dy),
    side(dx, dy, ax, ay),
  ];
  return sides.every((s) => s >= 0) || sides.every((s) => s <= 0);
}

/** The mark at a point of a page; of several the one made last, which lies on top. */
export function markAt(
  marks: readonly PlacedMark[],
  page: number,
  point: Point,
): Annotation | undefined {
  const hits = marks.filter((placed) =>
    partsOn(page, placed).some(({ quads }) => quads.some((quad) => isInQuad(quad, point))),
  );
  return hits.reduce<Annotation | undefined>(
    (top, { mark }) => (!top || mark.createdAt >= top.createdAt ? mark : top),
    undefined,
  );
}

/** Lets a mark's shapes on a page flash, so that the eye finds where it was taken. */
export function flashMark(view: PageView, id: string): void {
  for (const shape of view.marks.querySelectorAll<SVGElement>('.offprint-mark')) {
    if (shape.dataset.mark !== id) continue;
    shape.classList.remove('offprint-mark-flash');
    requestAnimationFrame(() => shape.classList.add('offprint-mark-flash'));
  }
}

/** Page (from 0) on which each mark begins in the open file; null where it is not found. */
export function pagesOfMarks(placed: readonly PlacedMark[]): ReadonlyMap<string, number | null> {
  const pages = placed.map(({ mark, placement }): [string, number | null] => {
    if (placement?.how === 'lost') return [mark.id, null];
    const [first] = placement?.parts ?? mark.anchor.pages;
    return [mark.id, first?.page ?? 0];
  });
  return new Map(pages);
}
