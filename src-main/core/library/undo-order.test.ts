import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Collections } from '../collections/index.ts';
import { undo } from './edits.ts';
import { PaperActs } from './paper-acts.ts';
import { Papers } from './papers.ts';
import { openTestLibrary } from './test-library.ts';

const PAPERS = ['arxiv:2606.00001', 'arxiv:2606.00002', 'arxiv:2606.00003'] as const;
const COLLECTION = '00000000-0000-4000-8000-000000000001';
const RUNS = Number(process.env.OFFPRINT_UNDO_RUNS ?? 10);

type Value = boolean | string | null;
/** What stands somewhere, and by whose word: the number of the act, or -1 from the beginning. */
type Cell = { readonly value: Value; readonly word: number };
/** What an act did to a cell. */
type Done = { readonly cell: string; readonly before: Cell; readonly after: Cell };
type Say = { readonly name: 'starred' | 'due' | 'tag' | 'put'; readonly value: Value };

/** The simple model: an act is taken back where its own word still stands, and only there. */
class Model {
  readonly cells = new Map<string, Cell>();
  readonly acts: (readonly Done[])[] = [];

  cell(name: string, paper: string): Cell {
    const first = { value: name === 'due' ? null : false, word: -1 };
    return this.cells.get(`${name} ${paper}`) ?? first;
  }

  say(papers: readonly string[], { name, value }: Say): void {
    const word = this.acts.length;
    const done = papers
      .map((paper) => ({ cell: `${name} ${paper}`, before: this.cell(name, paper) }))
      .filter(({ before }) => before.value !== value)
      .map((one) => ({ ...one, after: { value, word } }));
    this.#do(done);
  }

  undo(act: number): void {
    const done = this.acts[act]!.flatMap(({ cell, before, after }) => {
      const now = this.cells.get(cell)!;
      return now.word === after.word ? [{ cell, before: now, after: before }] : [];
    });
    this.#do(done);
  }

  #do(done: readonly Done[]): void {
    for (const { cell, after } of done) this.cells.set(cell, after);
    this.acts.push(done);
  }
}

const say: fc.Arbitrary<Say> = fc.oneof(
  fc.record({ name: fc.constant('starred' as const), value: fc.boolean() }),
  fc.record({ name: fc.constant('due' as const), value: fc.constantFrom(null, '2026-12-01') }),
  fc.record({ name: fc.constant('tag' as const), value: fc.boolean() }),
  fc.record({ name: fc.constant('put' as const), value: fc.boolean() }),
);
const papers = fc.shuffledSubarray([...PAPERS], { minLength: 1 });
/** An act, or the taking back of any that was done, undoings as well. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('say' as const), papers, say }),
    fc.record({ kind: fc.constant('undo' as const), which: fc.nat(1_000) }),
  ),
  { minLength: 10, maxLength: 24 },
);

it('[LIB-3] undoes and does again any acts in any order as a simple model does', {
  timeout: 30_000 + RUNS * 2_000,
}, async () => {
  const library = await openTestLibrary();
  const { mutations, views } = library;
  const acts = new PaperActs(mutations, 'here');
  const collections = new Collections(mutations, views.ask);
  const known = new Papers(mutations, views, { pending: () => undefined, isPinned: () => false });
  const { papers: stored } = mutations.context.store.collections;
  let run = 0;
  const act = (id: string, ids: readonly string[], { name, value }: Say): Promise<unknown> => {
    if (name === 'put')
      return collections.put(id, { id: COLLECTION, ids, present: value === true });
    if (name !== 'tag') return acts.updateMany(id, ids, { [name]: value });
    return acts.updateMany(id, ids, value ? { tagsAdded: ['t'] } : { tagsRemoved: ['t'] });
  };
  await collections.create('create', { id: COLLECTION, name: 'C', parent: null });
  const check = async (chosen: typeof steps extends fc.Arbitrary<infer T> ? T : never) => {
    const model = new Model();
    const own = (id: string): string => `${id}-${run}`;
    run++;
    await stored.bulkInsert(PAPERS.map((id) => ({ id: own(id), facts: { title: id } })));
    const ids: string[] = [];
    for (const step of chosen) {
      if (step.kind === 'undo' && ids.length === 0) continue;
      const id = randomUUID();
      if (step.kind === 'undo') {
        const which = step.which % ids.length;
        model.undo(which);
        expect((await undo(mutations, id, [ids[which]!])).unknown).toBe(false);
      } else {
        model.say(step.papers.map(own), step.say);
        await act(id, step.papers.map(own), step.say);
      }
      ids.push(id);
    }
    for (const paper of PAPERS.map(own)) {
      const { starred, due, tags, collections: within } = (await known.get(paper))!;
      const [tag, put] = [tags.includes('t'), within.length > 0];
      const told = Object.entries({ starred, due, tag, put });
      const wanted = told.map(([name]) => [name, model.cell(name, paper).value]);
      expect(told).toEqual(wanted);
    }
  };
  try {
    const property = fc.asyncProperty(steps, check);
    // It told a membership that is not there from one that was never deleted.
    await fc.assert(property, { seed: 7, path: '105', numRuns: 1, endOnFailure: true });
    await fc.assert(property, { seed: 7, numRuns: RUNS, endOnFailure: true });
  } finally {
    await library.close();
  }
});
