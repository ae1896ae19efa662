import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_SAID } from './facts.ts';
import { mergePaper, type PaperFacts } from './merge-paper.ts';
import type { UpstreamPaper } from './types.ts';

const BLANK: UpstreamPaper = {
  ...NOTHING_SAID,
  arxivId: '2606.00467',
  title: 'A title',
  source: 'hf',
};

const paper = (said: Partial<UpstreamPaper>): UpstreamPaper => ({ ...BLANK, ...said });
const mergeAll = (papers: readonly UpstreamPaper[]): PaperFacts | undefined =>
  papers.reduce<PaperFacts | undefined>((known, next) => mergePaper(known, next).facts, undefined);

describe('[LIST-2] merging what upstreams say', () => {
  it('[LIST-2] stores a new paper and does not change it the second time', () => {
    const first = mergePaper(undefined, paper({ upvotes: 0 }));
    expect(first.changed).toBe(true);
    expect(first.facts).toMatchObject({ upvotes: 0, comments: null, from: { upvotes: 'hf' } });
    expect(mergePaper(first.facts, paper({ upvotes: 0 })).changed).toBe(false);
  });

  it('[LIST-2] never erases a known value by one that is left out', () => {
    const known = mergeAll([paper({ upvotes: 7, authors: ['A'], githubStars: 3 })]);
    const { facts, changed } = mergePaper(known, paper({ authors: [], abstract: '' }));
    expect(facts).toMatchObject({ upvotes: 7, authors: ['A'], githubStars: 3, abstract: null });
    expect(changed).toBe(false);
  });

  it('[LIST-2] takes zero for a value and not for unknown', () => {
    const known = mergeAll([paper({ upvotes: 7 })]);
    expect(mergePaper(known, paper({ upvotes: 0 })).facts.upvotes).toBe(0);
  });

  it('[LIST-2] sees no change where only white space differs', () => {
    const known = mergeAll([paper({ title: 'On\n  wrapped titles', authors: ['Ada  L.'] })]);
    const { facts, changed } = mergePaper(
      known,
      paper({ title: 'On wrapped titles', authors: ['Ada L.'] }),
    );
    expect(changed).toBe(false);
    expect(facts.title).toBe('On\n  wrapped titles');
  });

  it('[LIST-2] keeps arXiv’s title over Hugging Face’s, in either order', () => {
    const hf = paper({ title: 'Old', upvotes: 4 });
    const arxiv = paper({ title: 'New', source: 'arxiv' });
    for (const order of [
      [hf, arxiv],
      [arxiv, hf],
      [hf, arxiv, hf],
    ]) {
      expect(mergeAll(order)).toMatchObject({ title: 'New', upvotes: 4 });
    }
  });

  it('[LIST-7] lets an import fill what is unknown and overwrite nothing', () => {
    const known = mergeAll([paper({ upvotes: 4 })]);
    const imported = paper({ title: 'Other', upvotes: 1, comments: 2, source: 'import' });
    const { facts } = mergePaper(known, imported);
    expect(facts).toMatchObject({ title: 'A title', upvotes: 4, comments: 2 });
    expect(facts.from).toMatchObject({ upvotes: 'hf', comments: 'import' });
    expect(mergePaper(facts, paper({ comments: 9 })).facts.comments).toBe(9);
  });

  it('[LIST-7] lets a second import fill, but not contradict the first', () => {
    const known = mergeAll([paper({ upvotes: 4, source: 'import' })]);
    const { facts } = mergePaper(known, paper({ upvotes: 1, comments: 2, source: 'import' }));
    expect(facts).toMatchObject({ upvotes: 4, comments: 2 });
  });

  it('[LIST-2] keeps the arXiv facts that a later answer leaves out', () => {
    const facts = (doi: string | null, version: number) => ({
      ...{ version, doi, comment: null, journalRef: null },
      ...{ categories: null, primaryCategory: null, updatedAt: null },
    });
    const known = mergeAll([paper({ arxiv: facts('10.1/x', 1), source: 'arxiv' })]);
    const next = mergePaper(known, paper({ arxiv: facts(null, 2), source: 'arxiv' }));
    expect(next.facts.arxiv).toMatchObject({ doi: '10.1/x', version: 2 });
  });

  it('[LIST-10] lets no older version of arXiv’s take the place of a newer one', () => {
    const version = (number: number, title: string, doi: string | null) =>
      paper({
        ...{ title, source: 'arxiv' },
        arxiv: {
          ...{ version: number, doi, comment: null, journalRef: null },
          ...{ categories: null, primaryCategory: null, updatedAt: null },
        },
      });
    const known = mergeAll([version(3, 'Third', null)]);
    const { facts, changed } = mergePaper(known, version(1, 'First', '10.1/x'));
    expect(facts).toMatchObject({ title: 'Third', arxiv: { version: 3 } });
    expect(changed).toBe(false);
    expect(mergePaper(known, version(4, 'Fourth', null)).facts).toMatchObject({
      ...{ title: 'Fourth', arxiv: { version: 4 } },
    });
  });

  it('[LIST-2] is idempotent and loses no known field, whatever comes in which order', () => {
    const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
    const item = fc.record({
      id: fc.constantFrom('a/b', 'c/d'),
      likes: optional(fc.nat(2)),
      downloads: fc.constant(null),
    });
    const linked = fc.record({
      total: optional(fc.nat(3)),
      items: fc.uniqueArray(item, { maxLength: 2, selector: ({ id }) => id }),
    });
    const arxiv = fc.record({
      version: optional(fc.integer({ min: 1, max: 3 })),
      doi: optional(fc.constantFrom('10.1/x', '10.1/y')),
      ...{ comment: fc.constant(null), journalRef: fc.constant(null) },
      categories: optional(fc.constantFrom(['cs.CL'], ['cs.AI', 'cs.CL'])),
      ...{ primaryCategory: fc.constant(null), updatedAt: fc.constant(null) },
    });
    const incoming = fc.record({
      title: fc.constantFrom('A', 'B', 'A  B'),
      abstract: optional(fc.constantFrom('', 'x', 'y z')),
      authors: optional(fc.array(fc.constantFrom('P', 'Q'), { maxLength: 2 })),
      upvotes: optional(fc.nat(3)),
      comments: optional(fc.nat(3)),
      organization: optional(fc.constant({ slug: 's', name: 'S' })),
      linkedModels: optional(linked),
      arxiv: optional(arxiv),
      source: fc.constantFrom('hf', 'arxiv', 'import'),
    });
    const property = fc.property(fc.array(incoming, { minLength: 1, maxLength: 8 }), (said) => {
      let known: PaperFacts | undefined;
      for (const next of said.map((fields) => paper(fields as Partial<UpstreamPaper>))) {
        const merged = mergePaper(known, next);
        expect(mergePaper(merged.facts, next)).toEqual({ facts: merged.facts, changed: false });
        for (const [name, value] of Object.entries(known ?? {})) {
          if (value !== null) expect(merged.facts[name as keyof PaperFacts]).not.toBeNull();
        }
        for (const [name, value] of Object.entries(known?.arxiv ?? {})) {
          if (value !== null) expect(merged.facts.arxiv).not.toHaveProperty(name, null);
        }
        if (typeof known?.linkedModels?.total === 'number') {
          expect(merged.facts.linkedModels?.total).toBeTypeOf('number');
        }
        if (!merged.changed) expect(merged.facts).toEqual(known);
        known = merged.facts;
      }
    });
    fc.assert(property, { seed: 20260612, numRuns: 500 });
  });
});
