import { describe, expect, it, vi } from 'vitest';
import { keepEmptying } from './keep-emptying.ts';

describe('keepEmptying', () => {
  it('[LIB-7] goes on day by day, whatever becomes of one of them, until it is stopped', async () => {
    const errors: unknown[] = [];
    let turns = 0;
    const expire = async (): Promise<number> => {
      turns++;
      if (turns === 1) throw new Error('disk full');
      return 0;
    };
    const onError = (error: unknown): void => void errors.push(error);
    const stop = keepEmptying({ expire }, onError, { firstMs: 1, everyMs: 1 });
    await vi.waitFor(() => expect(turns).toBeGreaterThan(2));
    stop();
    const before = turns;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(turns).toBeLessThanOrEqual(before + 1);
    expect(errors).toHaveLength(1);
  });
});
