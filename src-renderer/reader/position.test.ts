import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaperPatch } from '../../src-shared/contract/index.ts';
import { PositionKeeper, positionOf, startOf } from './position.ts';

const sent: PaperPatch[] = [];
const keeper = (stored: PaperPatch['position'] | null = null) =>
  new PositionKeeper(stored ?? null, (patch) => sent.push(patch));

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
    for (let page = 1; page <= 5; page++) position.moved({ page, top: 0.5, zoom: 'fit-width' });
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]!.position).toEqual({ page: 5, top: 0.5, zoom: 'fit-width' });
  });

  it('[READ-1] sends at once what the closing of a tab would lose, and once', () => {
    const position = keeper();
    position.moved({ page: 3, top: 0, zoom: 2 });
    position.flush();
    vi.advanceTimersByTime(2_000);
    expect(sent.map((patch) => patch.position?.page)).toEqual([3]);
  });

  it('[READ-1] does not send the position that it was opened at', () => {
    const stored = { page: 3, top: 0.25, zoom: 1.5 };
    const position = keeper(stored);
    position.moved({ ...stored, top: 0.2504 });
    position.flush();
    expect(sent).toEqual([]);
  });

  it('[READ-1] comes back to the same place and zoom', () => {
    const view = {
      page: 4,
      pages: 9,
      place: { page: 3, share: 0.8 },
      zoom: 1.4,
      request: 'fit-page',
    } as const;
    expect(startOf(positionOf(view))).toEqual({ place: view.place, zoom: 'fit-page' });
    expect(startOf(null)).toEqual({ place: { page: 0, share: 0 }, zoom: 'fit-width' });
  });
});
