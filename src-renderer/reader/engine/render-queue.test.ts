import { describe, expect, it } from 'vitest';
import { RenderQueue } from './render-queue.ts';

/** Draws when told to, and notes what was begun and cancelled. */
function drawingBoard() {
  const drawn = new Map<number, string>();
  const begun: number[] = [];
  const cancelled: number[] = [];
  const running = new Map<number, { key: string; finish: (ok: boolean) => void }>();
  const noRoom = new Set<number>();
  const host = {
    isDrawn: (page: number, key: string) => drawn.get(page) === key,
    start: (page: number, key: string) => {
      if (noRoom.has(page)) return null;
      begun.push(page);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      running.set(page, { key, finish: resolve });
      const cancel = () => {
        cancelled.push(page);
        resolve(false);
      };
      return { finished: promise, cancel };
    },
  };
  const finish = async (page: number, ok = true) => {
    const { key, finish: end } = running.get(page)!;
    if (ok) drawn.set(page, key);
    end(ok);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { host, drawn, begun, cancelled, noRoom, finish };
}

describe('render queue', () => {
  it('[PERF-3] draws one page after the other, most wanted first', async () => {
    const board = drawingBoard();
    const queue = new RenderQueue(board.host);
    queue.want([4, 3, 5], 'a');
    expect(board.begun).toEqual([4]);
    await board.finish(4);
    await board.finish(3);
    expect(board.begun).toEqual([4, 3, 5]);
  });

  it('[PERF-3] cancels what left the window and begins what came into it', () => {
    const board = drawingBoard();
    const queue = new RenderQueue(board.host);
    queue.want([1, 2], 'a');
    queue.want([7, 8], 'a');
    expect(board.cancelled).toEqual([1]);
    expect(board.begun).toEqual([1, 7]);
  });

  it('[PERF-3] goes on with a page that is still wanted', () => {
    const board = drawingBoard();
    const queue = new RenderQueue(board.host);
    queue.want([1, 2], 'a');
    queue.want([2, 1], 'a');
    expect(board.cancelled).toEqual([]);
    expect(board.begun).toEqual([1]);
  });

  it('[PERF-3] finishes what is to be kept though nothing new of it is wanted', async () => {
    const board = drawingBoard();
    const queue = new RenderQueue(board.host, 2);
    queue.want([1, 2], 'a');
    queue.want([7], 'a', (page) => page === 2);
    expect(board.cancelled).toEqual([1]);
    await board.finish(2);
    expect(board.begun).toEqual([1, 2, 7]);
    expect(board.drawn.get(2)).toBe('a');
  });

  it('[READ-2] draws anew what was drawn for another zoom', async () => {
    const board = drawingBoard();
    const queue = new RenderQueue(board.host);
    queue.want([1], 'a');
    queue.want([1], 'b');
    expect(board.cancelled).toEqual([1]);
    await board.finish(1);
    expect(board.begun).toEqual([1, 1]);
    expect(queue.isSettled(1)).toBe(true);
  });

  it('[READ-7] leaves a page that cannot be drawn, until the zoom changes', async () => {
    const board = drawingBoard();
    const queue = new RenderQueue(board.host);
    queue.want([1, 2], 'a');
    await board.finish(1, false);
    expect(board.begun).toEqual([1, 2]);
    await board.finish(2);
    queue.want([1, 2], 'a');
    expect(board.begun).toEqual([1, 2]);
    queue.want([1], 'b');
    expect(board.begun).toEqual([1, 2, 1]);
  });

  it('[PERF-5] passes over a page for which there is no room, and tries it again later', () => {
    const board = drawingBoard();
    board.noRoom.add(1);
    const queue = new RenderQueue(board.host);
    queue.want([1, 2], 'a');
    expect(board.begun).toEqual([2]);
    board.noRoom.clear();
    queue.want([1], 'a');
    expect(board.begun).toEqual([2, 1]);
  });
});
