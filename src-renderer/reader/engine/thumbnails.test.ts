import { expect, it } from 'vitest';
import { Thumbnails } from './thumbnails.ts';

const BOX = { width: 100, height: 100 };

it('[READ-3] draws thumbnails one after the other, and not those that were scrolled past', async () => {
  const drawn: number[] = [];
  let running = 0;
  const paintSmall = async (page: number) => {
    expect(++running).toBe(1);
    await Promise.resolve();
    running--;
    drawn.push(page);
    return null;
  };
  const thumbnails = new Thumbnails({ paintSmall }, () => Promise.resolve());
  const past = new AbortController();
  const stay = new AbortController().signal;
  const all = [1, 2, 3].map((page) => thumbnails.draw(page, BOX, page === 2 ? past.signal : stay));
  past.abort();
  await Promise.all(all);
  expect(drawn).toEqual([1, 3]);
});
