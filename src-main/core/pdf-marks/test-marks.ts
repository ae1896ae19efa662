import type { Annotation, MarkShape } from '../../../src-shared/contract/index.ts';
import type { Quad, Rect } from '../../../src-shared/pdf/index.ts';

/** An upright rectangle as a quad, for tests. */
export function quadOf([left, bottom, right, top]: Rect): Quad {
  return [left, top, right, top, left, bottom, right, bottom];
}

const LOOKS: Readonly<Record<MarkShape['type'], Annotation['kind']>> = {
  rect: 'area',
  ink: 'ink',
  point: 'note',
};

/** A mark over words at rectangles of a page, for tests. */
export function overWords(
  changes: Partial<Annotation> & Pick<Annotation, 'id'>,
  rects: readonly Rect[],
  page = 0,
): Annotation {
  const words = { page, start: 0, exact: 'words', prefix: '', suffix: '' };
  return {
    ...{ paperId: 'arxiv:2611.01234', kind: 'highlight', colour: 'yellow', comment: '' },
    ...{ tags: [], source: null, order: '0', fileSha256: 'a'.repeat(64), version: 1 },
    createdAt: Date.UTC(2026, 10, 21, 9, 30),
    anchor: { pages: [{ ...words, quads: rects.map(quadOf) }] },
    ...changes,
  };
}

/** A mark with a shape within a rectangle, for tests. */
export function shaped(id: string, shape: MarkShape, around: Rect): Annotation {
  const nearby = { page: 0, start: 0, exact: '', prefix: '', suffix: '', quads: [quadOf(around)] };
  const anchor = { pages: [nearby], shape };
  return overWords({ id, kind: LOOKS[shape.type], colour: 'blue', anchor }, []);
}

/** One mark of each kind, apart from each other within 300 points of a corner, for tests. */
export function oneOfEach(x: number, y: number): { mark: Annotation; around: Rect }[] {
  const id = (n: number): string => `7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a1${n}`;
  const box = (dx: number, dy: number, width: number, height: number): Rect => [
    ...([x + dx, y + dy, x + dx + width, y + dy + height] as const),
  ];
  const [lines, under, struck, area, ink, pin] = [
    [box(20, 200, 120, 12), box(20, 188, 80, 12.5)],
    box(20, 160, 120, 12),
    box(20, 130, 120, 12),
    box(180, 160, 60, 50),
    box(20, 40, 100, 60),
    box(192, 92, 16, 16),
  ] as const;
  const [left, bottom, right, top] = ink;
  const paths = [
    [left, bottom, right, top, right, bottom],
    [left, top],
  ];
  const comment = 'Grüße (an) alle — 你好\nzwei';
  return [
    { mark: overWords({ id: id(0), comment }, lines), around: box(20, 188, 120, 24) },
    { mark: overWords({ id: id(1), kind: 'underline', colour: 'pink' }, [under]), around: under },
    {
      mark: overWords({ id: id(2), kind: 'strikeout', colour: 'green' }, [struck]),
      around: struck,
    },
    { mark: shaped(id(3), { type: 'rect', rect: area }, area), around: area },
    { mark: shaped(id(4), { type: 'ink', paths, width: 2 }, ink), around: ink },
    { mark: shaped(id(5), { type: 'point', at: [x + 200, y + 100] }, pin), around: pin },
  ];
}
