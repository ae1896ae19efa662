import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Annotation, AnnotationPatch } from '../../../src-shared/contract/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { Annotations } from './annotations.ts';

const PAPER = 'arxiv:2611.01234';

let library: TestLibrary;

beforeEach(async () => {
  library = await openTestLibrary();
});

afterEach(() => library.close());

/** A mark; each run of the property makes its own. */
function made(id: string, n: number): Annotation {
  const quads = [[0, 9, 5, 9, 0, 0, 5, 0]] as const;
  const words = { page: 0, start: n, exact: 'words', prefix: 'the ', suffix: ' stay', quads };
  return {
    ...{ id, paperId: PAPER, kind: 'highlight', colour: 'yellow', comment: '', tags: [] },
    ...{ anchor: { pages: [words] }, order: String(n), fileSha256: 'a'.repeat(64) },
    ...{ source: null, version: 1, createdAt: n },
  };
}

const tag = fc.constantFrom('method', 'doubt', 'to read');
const patch: fc.Arbitrary<AnnotationPatch> = fc.oneof(
  fc.record({ colour: fc.constantFrom('yellow' as const, 'blue' as const, 'pink' as const) }),
  fc.record({ comment: fc.constantFrom('', 'a', 'ü — 你好') }),
  fc.record({ kind: fc.constantFrom('highlight' as const, 'underline' as const) }),
  fc.record({ tagsAdded: fc.array(tag, { maxLength: 2 }) }),
  fc.record({ tagsRemoved: fc.array(tag, { maxLength: 2 }) }),
  fc.record({ deleted: fc.boolean() }),
);
const act = fc.record({
  which: fc.integer({ min: 0, max: 2 }),
  what: fc.oneof(
    { weight: 1, arbitrary: fc.constant('create' as const) },
    { weight: 4, arbitrary: patch },
  ),
  /** As it is sent anew when no answer came. */
  again: fc.boolean(),
});

type Known = { readonly mark: Annotation; readonly deleted: boolean };

/** A mark after a patch, as plainly as it can be said; an edit of a deleted mark brings it back. */
function patched({ mark, deleted }: Known, patch: AnnotationPatch): Known {
  const { deleted: wanted, tagsAdded = [], tagsRemoved = [], ...values } = patch;
  const isEdit = Object.keys(values).length + tagsAdded.length + tagsRemoved.length > 0;
  const tags = new Set([...mark.tags, ...tagsAdded]);
  for (const one of tagsRemoved) tags.delete(one);
  const after = { ...mark, ...values, tags: [...tags] } as Annotation;
  return { mark: after, deleted: wanted ?? (deleted && !isEdit) };
}

const sorted = (marks: readonly Annotation[]) =>
  marks.map((mark) => ({ ...mark, tags: [...mark.tags].sort() }));

it('[MARK-8] any edits of marks, sent once or again, end as if each changed what it names', async () => {
  const annotations = new Annotations(library.mutations);
  let run = 0;
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const ids = [0, 1, 2].map((n) => {
        const hex = (1000 * run + n).toString(16).padStart(12, '0');
        return `7b0f3c1e-6a55-4f6e-9b1d-${hex}`;
      });
      run++;
      const model = new Map<string, Known>();
      for (const [step, { which, what, again }] of acts.entries()) {
        const id = ids[which]!;
        const known = model.get(id);
        for (let sends = again ? 2 : 1; sends > 0; sends--) {
          const mutationId = `${run}-${step}`;
          if (what === 'create') await annotations.create(mutationId, made(id, which));
          else
            expect((await annotations.update(mutationId, id, what)).ok).toBe(known !== undefined);
        }
        if (what === 'create') model.set(id, known ?? { mark: made(id, which), deleted: false });
        else if (known) model.set(id, patched(known, what));
        const expected = ids.flatMap((one) => {
          const state = model.get(one);
          return state && !state.deleted ? [state.mark] : [];
        });
        const listed = (await annotations.list(PAPER)).filter((mark) => ids.includes(mark.id));
        expect(sorted(listed)).toEqual(sorted(expected));
        shown += expected.length;
      }
    }),
    { seed: 20261121, numRuns: 40 },
  );
  expect(shown).toBeGreaterThan(300);
}, 60_000);
