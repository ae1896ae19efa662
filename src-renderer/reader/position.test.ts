import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaperPatch } from '../../src-shared/contract/index.ts';
import { PositionKeeper, positionOf, progressOf, startOf } from './position.ts';

const sent: PaperPatch[] = [];
const keeper = (position: PaperPatch['position'] | null = null, progress: number | null = null) =>
  new PositionKeeper({ position: position ?? null, progress }, (patch) => sent.push(patch));

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

describe('reading position', () => {
  it('[READ-1] sends a position once the reader rests, the last one only', () => {
    const position = keeper();
    for (let page = 1; page <= 5; page++) position.moved({ page, top: 0.5, zoom: 'fit-width' }, 0);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.position).toEqual({ page: 5, top: 0.5, zoom: 'fit-width' });
  });

  it('[READ-1] sends at once what the closing of a tab would lose, and once', () => {
    const position = keeper();
    position.moved({ page: 3, top: 0, zoom: 2 }, 0);
    position.flush();
    vi.advanceTimersByTime(2_000);
    expect(sent.map((patch) => patch.position?.page)).toEqual([3]);
  });

  it('[READ-2] sends how the pages are turned and laid', () => {
    const stored = { page: 3, top: 0.25, zoom: 1.5 };
    const position = keeper(stored);
    position.moved({ ...stored, rotation: 180 }, 0);
    position.flush();
    position.moved({ ...stored, rotation: 180, spread: 'two' }, 0);
    position.flush();
    expect(sent).toHaveLength(2);
  });

  it('[READ-1] does not send the position that it was opened at', () => {
    const stored = { page: 3, top: 0.25, zoom: 1.5 };
    const position = keeper(stored);
    position.moved({ ...stored, top: 0.2504 }, 0);
    position.flush();
    expect(sent).toEqual([]);
  });

  it('[LIB-4] sends how far the paper was seen, which leafing back does not lessen', () => {
    const position = keeper(null, 0.2);
    const at = (page: number) => ({ page, top: 0, zoom: 1 });
    position.moved(at(7), 0.8);
    position.moved(at(3), 0.4);
    position.flush();
    expect(sent.at(-1)).toMatchObject({ position: at(3), progress: 0.8 });
    position.moved(at(4), 0.5);
    position.flush();
    expect(sent.at(-1)).not.toHaveProperty('progress');
    position.moved(at(4), 0.9);
    position.flush();
    expect(sent.at(-1)).toMatchObject({ progress: 0.9 });
    expect(sent).toHaveLength(3);
  });

  it('[LIB-4] the last page in front is all of a paper', () => {
    const view = {
      place: { page: 0, share: 0 },
      zoom: 1,
      request: 1,
      arrangement: { rotation: 0, spread: 'none' },
    } as const;
    expect(progressOf({ ...view, page: 0, pages: 1 })).toBe(1);
    expect(progressOf({ ...view, page: 13, pages: 14 })).toBe(1);
    expect(progressOf({ ...view, page: 0, pages: 14 })).toBeCloseTo(1 / 14);
  });

  it('[READ-1] comes back to the same place and zoom', () => {
    const view = {
      page: 4,
      pages: 9,
      place: { page: 3, share: 0.8 },
      zoom: 1.4,
      request: 'fit-page',
      arrangement: { rotation: 90, spread: 'cover' },
    } as const;
    const { place, arrangement } = view;
    expect(startOf(positionOf(view))).toEqual({ place, zoom: 'fit-page', arrangement });
    const upright = { rotation: 0, spread: 'none' } as const;
    expect(startOf(null)).toEqual({
      place: { page: 0, share: 0 },
      zoom: 'fit-width',
      arrangement: upright,
    });
    expect(positionOf({ ...view, arrangement: upright })).not.toHaveProperty('rotation');
  });
});
