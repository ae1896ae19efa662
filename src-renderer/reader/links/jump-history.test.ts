import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JumpHistory } from './jump-history.ts';

const at = (page: number, share = 0) => ({ page, share });

test('[READ-4] following a link is undone with Back, and done again with Forward', () => {
  const history = new JumpHistory();
  expect([history.canBack, history.canForward]).toEqual([false, false]);
  history.leave(at(0, 0.5));
  history.leave(at(7));
  expect(history.back(at(3, 0.2))).toEqual(at(7));
  expect(history.back(at(7))).toEqual(at(0, 0.5));
  expect(history.back(at(0, 0.5))).toBeNull();
  expect(history.forward(at(0, 0.5))).toEqual(at(7));
  expect(history.forward(at(7))).toEqual(at(3, 0.2));
  expect(history.canForward).toBe(false);
});

test('[READ-4] a new jump ends what was forward', () => {
  const history = new JumpHistory();
  history.leave(at(0));
  history.back(at(5));
  history.leave(at(1));
  expect(history.canForward).toBe(false);
  expect(history.back(at(9))).toEqual(at(1));
});

test('[READ-4] Back never stays where one is', () => {
  const history = new JumpHistory();
  history.leave(at(4, 0.1));
  expect(history.back(at(4, 0.11))).toBeNull();
  expect(history.canForward).toBe(false);
});

test('[READ-4] any number of steps back is undone by as many forward', () => {
  const pages = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 2, maxLength: 90 });
  fc.assert(
    fc.property(pages, fc.nat(), (places, wish) => {
      const history = new JumpHistory();
      for (const page of places.slice(0, -1)) history.leave(at(page));
      const steps = wish % places.length;
      let here = at(places.at(-1)!);
      for (let i = 0; i < steps; i++) here = history.back(here)!;
      expect(here.page).toBe(places[places.length - 1 - steps]);
      expect(history.canBack).toBe(steps < places.length - 1);
      for (let i = 0; i < steps; i++) here = history.forward(here)!;
      expect(here.page).toBe(places.at(-1));
      expect(history.canForward).toBe(false);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('[READ-4] only the latest hundred places are kept', () => {
  const history = new JumpHistory();
  for (let page = 0; page < 300; page++) history.leave(at(page));
  let here = at(300);
  let steps = 0;
  for (let next = history.back(here); next; next = history.back(here)) {
    here = next;
    steps++;
  }
  expect(steps).toBe(100);
  expect(here.page).toBe(200);
});
