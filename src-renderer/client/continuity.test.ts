import { expect, test } from 'vitest';
import type { CoreEvent } from '../../src-shared/contract/index.ts';
import { createContinuity } from './continuity.ts';

const event = (after: number, revision: number, rest: Partial<CoreEvent> = {}): CoreEvent => ({
  epoch: 'one',
  after,
  revision,
  kind: 'papers',
  ids: [],
  ...rest,
});
const hello = (revision: number, epoch = 'one') =>
  event(revision, revision, { kind: 'hello', epoch });

test('[LIST-5] takes events that follow each other as they are', () => {
  const judge = createContinuity();
  const events = [hello(4), event(4, 6), event(6, 7)];
  expect(events.map(judge)).toEqual(['follows', 'follows', 'follows']);
});

test('[LIST-5] notices an event that was missed', () => {
  const judge = createContinuity();
  expect([hello(4), event(5, 6), event(6, 7)].map(judge)).toEqual(['follows', 'gap', 'follows']);
});

test('[LIST-5] notices a core that restarted, even at the same revision', () => {
  const judge = createContinuity();
  expect([hello(4), hello(4, 'two')].map(judge)).toEqual(['follows', 'gap']);
});

test('[LIST-5] asks nothing again where nothing changed while the connection was away', () => {
  const judge = createContinuity();
  expect([hello(4), hello(4), hello(5)].map(judge)).toEqual(['follows', 'follows', 'gap']);
});
