import { expect, test } from 'vitest';
import type { Import } from './imports.ts';
import { inSight } from './in-sight.ts';

const item = (key: number, state: 'done' | 'failed' | 'waiting' | 'sending'): Import =>
  ({
    ...{ key: `${key}`, name: `${key}.pdf`, bytes: 1, sent: 0, state },
    ...(state === 'failed' ? { reason: 'core' } : {}),
    ...(state === 'done' ? { report: { papers: 1, problems: [] } } : {}),
  }) as unknown as Import;

test('[LIST-7] a report of a few files names all of them in order', () => {
  const items = [item(1, 'done'), item(2, 'failed'), item(3, 'waiting')];
  expect(inSight(items)).toEqual({ named: items, left: 0 });
});

test('[LIST-7] a report of thousands names first what went wrong, and counts the rest', () => {
  const items = Array.from({ length: 5_000 }, (_, n) =>
    item(n, n === 4_000 ? 'failed' : n === 4_500 ? 'sending' : n < 4_500 ? 'done' : 'waiting'),
  );
  const { named, left } = inSight(items);
  expect(named.slice(0, 3).map(({ key }) => key)).toEqual(['4000', '4500', '0']);
  expect([named.length, left]).toEqual([200, 4_800]);
});
