import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, CORRECTED, rarityOf, type SoughtWord, scorer } from './rank.ts';

const NOW = Date.parse('2026-06-01');

function word(term: string, rarity = 5, others: [string, number][] = []): SoughtWord {
  return { terms: new Map([[term, 1], ...others]), rarity };
}

function paper(
  places: Partial<Record<string, string>>,
  publishedAt: string | null = null,
): Candidate {
  const terms = Object.entries(places).map(([place, text]) => [place, text!.split(' ')]);
  return { places: Object.fromEntries(terms), publishedAt };
}

function order(words: SoughtWord[], papers: Candidate[]): number[] {
  const score = scorer(words, () => 1, NOW);
  return papers
    .map((one, at) => ({ at, score: score(one) }))
    .sort((a, b) => b.score - a.score)
    .map(({ at }) => at);
}

describe('[FIND-1] the order of what was found', () => {
  it('puts title over abstract over text', () => {
    const words = [word('sparse')];
    const papers = [
      paper({ title: 'a', text: 'sparse' }),
      paper({ title: 'sparse' }),
      paper({ title: 'a', abstract: 'sparse sparse sparse' }),
    ];
    expect(order(words, papers)).toEqual([1, 2, 0]);
  });

  it('puts all words anywhere before some in the title', () => {
    const words = ['a', 'b', 'c', 'd', 'e'].map((term) => word(term));
    const papers = [paper({ title: 'a b c d' }), paper({ title: 'x', abstract: 'a b c d e' })];
    expect(order(words, papers)).toEqual([1, 0]);
  });

  it('puts the title that is asked for whole before one that has the words by the way', () => {
    const papers = [
      paper({ title: 'attention is all you need to read' }),
      paper({ title: 'attention' }),
    ];
    expect(order([word('attention')], papers)).toEqual([1, 0]);
  });

  it('puts the word as it was typed before one that resembles it', () => {
    const words = [word('lora', 5, [['lara', CORRECTED]])];
    expect(order(words, [paper({ title: 'lara' }), paper({ title: 'lora' })])).toEqual([1, 0]);
  });

  it('puts the newer of two that are met alike first, and never a worse one for its day', () => {
    const words = [word('sparse')];
    const [old, recent] = ['2019-01-01', '2026-05-30'];
    expect(
      order(words, [paper({ title: 'sparse' }, old), paper({ title: 'sparse' }, recent)]),
    ).toEqual([1, 0]);
    const worse = paper({ abstract: 'sparse' }, recent);
    expect(order(words, [worse, paper({ title: 'sparse' }, old)])).toEqual([1, 0]);
  });

  it('lets a rare word say more than a common one', () => {
    expect(rarityOf(1_000, 2)).toBeGreaterThan(rarityOf(1_000, 500));
    expect(rarityOf(10, 10)).toBeGreaterThanOrEqual(0);
    const words = [word('rare', rarityOf(1_000, 2)), word('common', rarityOf(1_000, 500))];
    expect(order(words, [paper({ title: 'common' }), paper({ title: 'rare' })])).toEqual([1, 0]);
  });

  it('gives any paper a finite score, and nothing where nothing is found', () => {
    const terms = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 5 });
    const candidate = fc.record({
      places: fc.record({ title: terms, abstract: terms, text: terms }, { requiredKeys: [] }),
      publishedAt: fc.constantFrom(null, '2026-01-01', 'nonsense', '2099-01-01'),
    });
    fc.assert(
      fc.property(
        candidate,
        fc.array(fc.constantFrom('a', 'b', 'z'), { maxLength: 4 }),
        (one, asked) => {
          const score = scorer(
            asked.map((term) => word(term)),
            () => 0,
            NOW,
          )(one);
          const has = asked.some((term) =>
            Object.values(one.places)
              .flat()
              .some((other) => other === term),
          );
          expect(Number.isFinite(score)).toBe(true);
          expect(score > 0).toBe(has);
        },
      ),
      { seed: 4 },
    );
  });
});
