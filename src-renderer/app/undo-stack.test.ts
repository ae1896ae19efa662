import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Acknowledged, Sent } from '../client.ts';
import { UndoStack } from './undo-stack.ts';

/** A core that only notes what it is asked to take back. */
function withCore(answer: Acknowledged = { ok: true, revision: 1 }) {
  const asked: string[][] = [];
  const takeBack = (of: string[]): Sent => {
    asked.push(of);
    return { mutationId: `undo-${asked.length}`, answer: Promise.resolve(answer) };
  };
  return { stack: new UndoStack(takeBack), asked };
}

const did = (title: string, subjects: string[] = [], mutationIds = [title]) => ({
  title,
  subjects,
  mutationIds,
});

test('[LIB-3] acts are taken back in reverse, and done again in their order', () => {
  const { stack, asked } = withCore();
  stack.did(did('first'));
  stack.did(did('second'));
  expect(stack.next('undo')).toBe('second');
  expect(stack.retrace('undo')?.title).toBe('second');
  expect(stack.retrace('undo')?.title).toBe('first');
  expect(stack.retrace('undo')).toBeUndefined();
  expect(stack.retrace('redo')?.title).toBe('first');
  // What is undone to do an act again is its undo.
  expect(asked).toEqual([['second'], ['first'], ['undo-2']]);
  expect(stack.next('redo')).toBe('second');
  stack.retrace('undo');
  expect(asked.at(-1)).toEqual(['undo-3']);
});

test('[LIB-3] what was undone cannot be done again after another act', () => {
  const { stack } = withCore();
  stack.did(did('first'));
  stack.retrace('undo');
  stack.did(did('second'));
  expect(stack.next('redo')).toBeNull();
});

test('[LIB-3] an act on very many papers is taken back whole, the last part first', () => {
  const { stack, asked } = withCore();
  const parts = Array.from({ length: 450 }, (_, part) => `part-${part}`);
  stack.did(did('tag', [], parts));
  stack.retrace('undo');
  expect(asked.map((of) => of.length)).toEqual([200, 200, 50]);
  expect(asked.flatMap((of) => [...of].reverse())).toEqual([...parts].reverse());
});

test('[LIB-3] acts on what is gone for ever are not taken back', () => {
  const { stack, asked } = withCore();
  stack.did(did('star', ['arxiv:1']));
  stack.did(did('name'));
  stack.did(did('remove', ['arxiv:2', 'arxiv:1']));
  stack.retrace('undo');
  stack.forgetActsOn(['arxiv:1']);
  expect(stack.next('redo')).toBeNull();
  expect(stack.retrace('undo')?.title).toBe('name');
  expect(stack.retrace('undo')).toBeUndefined();
  expect(asked).toEqual([['remove'], ['name']]);
});

test('[LIB-3] it is told when the core no longer knows what was done', async () => {
  const { stack } = withCore({ ok: true, revision: 1, unknown: true });
  stack.did(did('star'));
  expect(await stack.retrace('undo')?.whole).toBe(false);
});

test('[LIB-3] any walk back and forth ends where a list of acts with a place in it does', () => {
  const step = fc.constantFrom('did', 'undo', 'redo');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { stack } = withCore();
      let acts: string[] = [];
      let place = 0;
      for (const [index, kind] of steps.entries()) {
        if (kind === 'did') {
          stack.did(did(`act ${index}`));
          acts = [...acts.slice(0, place), `act ${index}`];
          place++;
        } else if (kind === 'undo') {
          stack.retrace('undo');
          place = Math.max(0, place - 1);
        } else {
          stack.retrace('redo');
          place = Math.min(acts.length, place + 1);
        }
        expect(stack.next('undo')).toBe(acts[place - 1] ?? null);
        expect(stack.next('redo')).toBe(acts[place] ?? null);
      }
    }),
    { seed: 11 },
  );
});
