import { describe, expect, it, vi } from 'vitest';
import { keepDoing } from './keep-doing.ts';

describe('keepDoing', () => {
  it('[LIB-7] goes on, whatever becomes of one of them, until it is stopped', async () => {
    const errors: unknown[] = [];
    let turns = 0;
    const work = async (): Promise<void> => {
      turns++;
      if (turns === 1) throw new Error('disk full');
    };
    const onError = (error: unknown): void => void errors.push(error);
    const stop = keepDoing(work, onError, { firstMs: 1, everyMs: 1 });
    await vi.waitFor(() => expect(turns).toBeGreaterThan(2));
    stop();
    const before = turns;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(turns).toBeLessThanOrEqual(before + 1);
    expect(errors).toHaveLength(1);
  });
});
