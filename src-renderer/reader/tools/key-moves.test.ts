import { describe, expect, it } from 'vitest';
import { type Annotation, annotation, type MarkShape } from '../../../src-shared/contract/index.ts';
import { readingOrderKey } from '../../../src-shared/pdf/index.ts';
import { madeColumn, madePage } from '../../../src-shared/pdf/testing.ts';
import type { ReaderEngine } from '../engine/index.ts';
import { rotateGeometry } from '../engine/pages.ts';
import { applyEdit, type Edit } from '../marks/edits.ts';
import { MarkSession, withPending } from '../marks/mark-session.ts';
import { shapeAnchor } from '../marks/shapes.ts';
import { KeyMoves } from './key-moves.ts';
import { inUserSpace, nudgedShape, pageRect, resizedArea } from './nudge.ts';

const upright = {
  size: { width: 600, height: 800 },
  toPage: [1, 0, 0, -1, 0, 800] as const,
};
const text = madePage(madeColumn(['some', 'words', 'here'], { x: 72, y: 700, width: 400 }), 0);

function rigOf(shape: MarkShape, kind: 'area' | 'note') {
  const anchor = shapeAnchor(shape, 0, text);
  const made: Annotation = annotation.parse({
    ...{ id: '00000000-0000-4000-8000-000000000001', paperId: 'arxiv:1', kind, colour: 'yellow' },
    ...{ anchor, order: readingOrderKey(anchor), fileSha256: 'a'.repeat(64), version: 1 },
    createdAt: 1,
  });
  let stored: readonly Annotation[] = [made];
  const marks = new MarkSession(async (edit: Edit) => {
    stored = applyEdit(stored, edit);
  });
  const mark = () => withPending(stored, marks.state.getState().pending)[0]!;
  const clock = { now: 0 };
  const said: string[] = [];
  const engine = {
    document: { pages: { geometry: () => upright } },
    peekText: () => text,
    reveal: () => {},
  } as unknown as ReaderEngine;
  const keys = new KeyMoves({
    ...{ engine, marks, movable: mark, speak: (what) => said.push(what), now: () => clock.now },
  });
  const shapeNow = () => mark().anchor.shape;
  return { keys, marks, clock, said, shapeNow };
}

const AREA: MarkShape = { type: 'rect', rect: [100, 600, 200, 650] };

describe('shapes by keys', () => {
  it('[MARK-1] moves the way the arrow points, however the page is turned', () => {
    expect(inUserSpace('right', upright)).toEqual({ x: 1, y: 0 });
    expect(inUserSpace('down', upright)).toEqual({ x: 0, y: -1 });
    const turned = rotateGeometry(upright, 90);
    expect(inUserSpace('right', turned)).toEqual({ x: 0, y: 1 });
    expect(inUserSpace('down', turned)).toEqual({ x: 1, y: 0 });
    expect(pageRect(turned)).toEqual([0, 0, 600, 800]);
  });

  it('[MARK-1] keeps a shape on its page, and something of its size', () => {
    const page = pageRect(upright);
    expect(nudgedShape(AREA, { x: -500, y: 500 }, page)).toEqual({
      ...AREA,
      rect: [0, 750, 100, 800],
    });
    const narrow = resizedArea(AREA, { outward: { x: 1, y: 0 }, by: -500 }, page);
    expect(narrow).toEqual({ ...AREA, rect: [100, 600, 104, 650] });
    const tall = resizedArea(AREA, { outward: { x: 0, y: -1 }, by: 5 }, page);
    expect(tall).toEqual({ ...AREA, rect: [100, 595, 200, 650] });
  });

  it('[MARK-1] undoes what was moved in one go at once, and what came later by itself', () => {
    const { keys, marks, clock, said, shapeNow } = rigOf(AREA, 'area');
    for (let press = 0; press < 3; press++, clock.now += 100) keys.move('right');
    expect(shapeNow()).toEqual({ ...AREA, rect: [103, 600, 203, 650] });
    expect(said).toHaveLength(1);
    clock.now += 5_000;
    keys.resize('down');
    expect(shapeNow()).toEqual({ ...AREA, rect: [103, 599, 203, 650] });
    marks.undo();
    expect(shapeNow()).toEqual({ ...AREA, rect: [103, 600, 203, 650] });
    marks.undo();
    expect(shapeNow()).toEqual(AREA);
    expect(marks.state.getState().canUndo).toBe(false);
    marks.redo();
    expect(shapeNow()).toEqual({ ...AREA, rect: [103, 600, 203, 650] });
  });

  it('[MARK-1] begins anew after an undo, and goes faster while a key is held down', () => {
    const { keys, marks, clock, shapeNow } = rigOf({ type: 'point', at: [300, 400] }, 'note');
    expect(keys.canResize).toBe(false);
    keys.move('up');
    marks.undo();
    clock.now += 50;
    keys.move('up');
    marks.undo();
    expect(shapeNow()).toEqual({ type: 'point', at: [300, 400] });
    clock.now += 5_000;
    for (let press = 0; press < 20; press++, clock.now += 30) keys.move('up');
    expect(shapeNow()).toEqual({ type: 'point', at: [300, 400 + 8 + 8 * 3 + 4 * 8] });
    marks.undo();
    expect(shapeNow()).toEqual({ type: 'point', at: [300, 400] });
  });
});
