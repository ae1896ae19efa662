import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backwards,
  digitsOf,
  fold,
  halvesOf,
  isOneTypoApart,
  markAll,
  markedWords,
  placedTerms,
  snippetOf,
  termsOf,
  withOneLetterMore,
} from './index.ts';

describe('[FIND-3] termsOf', () => {
  it.each([
    ['Schrödinger Bridges', ['schrodinger', 'bridges']],
    ['eﬃcient ﬁne-tuning', ['efficient', 'fine', 'tuning']],
    ['Ｇ Ｐ Ｔ－４', ['g', 'p', 't', '4']],
    ['quanti-\nzation of two-\nstage', ['quantization', 'of', 'twostage']],
    ['quan\u00adtization', ['quantization']],
    ['Straße Øre Łódź', ['strasse', 'ore', 'lodz']],
    ['深度学习 GPT模型', ['深', '度', '学', '习', 'gpt', '模', '型']],
    ['한국어 データ', ['한', '국', '어', 'テ', 'ー', 'タ']],
    ['🤗 Transformers & C++', ['🤗', 'transformers', 'c']],
    ['ℓ₂ x²', ['l2', 'x2']],
    ['', []],
    ['\ud83d -- \u0301', []],
  ])('reads %j', (text, terms) => expect(termsOf(text)).toEqual(terms));

  it('gives of any text places that are in it, in order, and the same terms from its terms', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, (one) => {
        let at = 0;
        for (const { start, end, term } of placedTerms(one)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(fold(one.slice(start, end))).toBe(term);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(one.length);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});

describe('[FIND-1] marks', () => {
  const isMeant = (term: string) => term === 'sparse' || term === 'features';

  it('marks words as they stand in the text', () => {
    expect(markAll('Spärse, FEATURES!', isMeant)).toEqual([
      { text: 'Spärse', marked: true },
      { text: ', ', marked: false },
      { text: 'FEATURES', marked: true },
      { text: '!', marked: false },
    ]);
    expect(markAll('nothing', isMeant)).toBeNull();
    expect(markedWords('Sparse sparse FEATURES', isMeant, 2)).toEqual(['Sparse', 'sparse']);
  });

  it('cuts where most of the words stand together', () => {
    const filler = 'word '.repeat(100);
    const snippet = snippetOf(`sparse ${filler}sparse features ${filler}features`, isMeant, 80)!;
    const text = snippet.map((part) => part.text).join('');
    expect(text).toMatch(/^… .* sparse features .* …$/);
    expect(text.length).toBeLessThan(90);
    expect(snippet.filter(({ marked }) => marked).map((part) => part.text)).toEqual([
      'sparse',
      'features',
    ]);
  });

  it('gives a short text whole and any text a part of itself', () => {
    expect(snippetOf('few sparse words', isMeant, 80)?.map(({ text }) => text)).toEqual([
      'few ',
      'sparse',
      ' words',
    ]);
    const words = fc.array(fc.constantFrom('sparse', 'x', 'features', 'længere', '。', '\n'));
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 60 }), (all, length) => {
        const text = all.join(' ');
        const snippet = snippetOf(text, isMeant, length);
        if (snippet === null) return;
        expect(snippet.some(({ marked }) => marked)).toBe(true);
        const said = snippet.map((part) => part.text).join('');
        expect(text).toContain(said.replace(/^… /, '').replace(/ …$/, ''));
      }),
      { seed: 4 },
    );
  });
});

describe('[FIND-3] one typo', () => {
  it.each([
    ['pruning', 'prunng'],
    ['pruning', 'prunning'],
    ['pruning', 'pruming'],
    ['pruning', 'prunign'],
    ['pruning', 'rpuning'],
  ])('lies between %s and %s', (a, b) => {
    expect(isOneTypoApart(a, b)).toBe(true);
    expect(isOneTypoApart(b, a)).toBe(true);
  });

  it.each([
    ['pruning', 'pruning'],
    ['pruning', 'prunes'],
    ['abcde', 'abedc'],
    ['ab', 'abcd'],
  ])('does not lie between %s and %s', (a, b) => expect(isOneTypoApart(a, b)).toBe(false));

  it('is undone by one letter more', () => {
    const more = withOneLetterMore('vieo');
    expect(more).toContain('video');
    expect(more.length).toBe(5 * 26 - 4);
    for (const word of more) expect(isOneTypoApart(word, 'vieo')).toBe(true);
    expect(digitsOf('llama3.1b')).toBe('31');
  });

  it('leaves the beginning or the ending whole', () => {
    const word = fc.stringMatching(/^[a-d]{5,9}$/);
    let typos = 0;
    fc.assert(
      fc.property(
        word,
        fc.nat(8),
        fc.constantFrom('a', 'e'),
        fc.nat(3),
        (one, place, letter, kind) => {
          const at = place % (one.length - 1);
          const other = [
            one.slice(0, at) + one.slice(at + 1),
            one.slice(0, at) + letter + one.slice(at),
            one.slice(0, at) + letter + one.slice(at + 1),
            one.slice(0, at) + one[at + 1] + one[at] + one.slice(at + 2),
          ][kind]!;
          if (other === one) return;
          typos += 1;
          expect(isOneTypoApart(one, other)).toBe(true);
          const { beginning, ending } = halvesOf(one);
          expect(other.startsWith(beginning) || backwards(other).startsWith(ending)).toBe(true);
        },
      ),
      { seed: 4, numRuns: 3000 },
    );
    expect(typos).toBeGreaterThan(1_000);
  });
});
