import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FindOptions, findIn, matcherOf } from './find.ts';
import { plainLetters } from './letters.ts';

const ANY: FindOptions = { matchCase: false, wholeWord: false };
const seed = { seed: 20261121 };

/** What of a text is found, as it stands there; `|` stands for a hyphen that was joined away. */
function found(marked: string, query: string, options: Partial<FindOptions> = {}): string[] {
  const joints: number[] = [];
  for (const { index } of marked.matchAll(/\|/g)) joints.push(index - joints.length);
  const text = marked.replaceAll('|', '');
  const ranges = findIn({ text, joints }, query, { ...ANY, ...options });
  return ranges.map(({ start, end }) => text.slice(start, end));
}

describe('[READ-3] find in document', () => {
  test('takes case, accents and ligatures as one', () => {
    expect(found('Schrödinger met SCHRODINGER', 'schrodinger')).toEqual([
      'Schrödinger',
      'SCHRODINGER',
    ]);
    expect(found('an eﬃcient Œuvre, Straße', 'efficient oeuvre')).toEqual(['eﬃcient Œuvre']);
    expect(found('an eﬃcient Œuvre, Straße', 'efficient')).toEqual(['eﬃcient']);
    expect(found('an eﬃcient Œuvre, Straße', 'oeuvre')).toEqual(['Œuvre']);
    expect(found('an eﬃcient Œuvre, Straße', 'strasse')).toEqual(['Straße']);
    expect(found('ＧＰＴ-4 and ΟΔΟΣ', 'gpt-4 and οδος')).toEqual(['ＧＰＴ-4 and ΟΔΟΣ']);
    expect(found('naïve naive', 'naïve')).toHaveLength(2);
  });

  test('tells case apart where it is asked to, but no accents', () => {
    expect(found('BERT, Bert, Bért', 'Bert', { matchCase: true })).toEqual(['Bert', 'Bért']);
    expect(found('Ænima ænima', 'ae', { matchCase: true })).toEqual(['æ']);
  });

  test('finds whole words only where it is asked to', () => {
    const whole = { wholeWord: true };
    expect(found('form, forms; inform (form)', 'form', whole)).toEqual(['form', 'form']);
    expect(found('a C++ b', 'C++', whole)).toEqual(['C++']);
    expect(found('pre|training, training', 'training', whole)).toEqual(['training']);
    expect(found('大規模言語モデル', '言語', whole)).toEqual(['言語']);
  });

  test('finds words that a line’s end parts, with or without their hyphen', () => {
    expect(found('the atten|tion of', 'attention')).toEqual(['attention']);
    expect(found('self|attention, self-attention', 'self-attention')).toEqual([
      'selfattention',
      'self-attention',
    ]);
    expect(found('the atten-\ntion', 'attention')).toEqual(['atten-\ntion']);
    expect(found('selfattention', 'self-attention')).toEqual([]);
    expect(found('in\nthe  text', 'in the text')).toEqual(['in\nthe  text']);
    expect(found('soft\u00adware', 'software')).toEqual(['soft\u00adware']);
  });

  test('takes dashes and quotation marks as one, and signs as they are', () => {
    expect(found('1990–1995 and “so”', '1990-1995 and "so"')).toEqual(['1990–1995 and “so”']);
    expect(found('f(x) = a.b [1] a|b \\ x^2 $5', 'a.b')).toEqual(['a.b']);
    for (const sign of ['f(x)', '[1]', '\\', 'x^2', '$5', '=']) {
      expect(found('f(x) = a.b [1] \\ x^2 $5', sign)).toEqual([sign]);
    }
  });

  test('finds nothing for nothing', () => {
    for (const query of ['', '  ', '\u0301', '\u00ad']) {
      expect(matcherOf(query, ANY)).toBeNull();
    }
  });

  test('finds once what is twice as long when it is folded', () => {
    expect(found('æææ', 'a')).toEqual(['æ', 'æ', 'æ']);
    expect(found('각', '가')).toEqual([]);
  });
});

const options = fc.record({ matchCase: fc.boolean(), wholeWord: fc.boolean() });
const letters = fc.constantFrom(...'aAbé éßæﬁ-\n .(*ς漢가1😀\u00ad');
const texts = fc.array(letters, { maxLength: 40 }).map((parts) => parts.join(''));

describe('[READ-3] whatever is looked for', () => {
  test('every stretch of a text is found in it, in order and apart', () => {
    const property = fc.property(texts, fc.nat(40), fc.nat(40), fc.boolean(), (text, a, b, c) => {
      const points = [...text];
      const query = points.slice(Math.min(a, b), Math.max(a, b)).join('');
      const any = { matchCase: c, wholeWord: false };
      // A hyphen at a line's end may be no part of the word, so that it is not looked for by itself.
      fc.pre(!/[-\u2010]\n|^\n|-$/.test(query) && matcherOf(query, any) !== null);
      const ranges = findIn({ text, joints: [] }, query, any);
      expect(ranges.length).toBeGreaterThan(0);
      for (const [i, { start, end }] of ranges.entries()) {
        expect(end).toBeGreaterThan(start);
        expect(start).toBeGreaterThanOrEqual(ranges[i - 1]?.end ?? 0);
      }
    });
    fc.assert(property, { ...seed, numRuns: 2000 });
  });

  test('plain text is found where a plain search finds it', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '.', ' x'), maxLength: 60 });
    const property = fc.property(plain, plain, (text, query) => {
      fc.pre(query.trim() !== '' && query.trim() === query);
      const places: number[] = [];
      const [whole, part] = [text.toLowerCase(), query.toLowerCase()];
      for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + part.length)) {
        places.push(at);
      }
      expect(findIn({ text, joints: [] }, query, ANY).map(({ start }) => start)).toEqual(places);
    });
    fc.assert(property, { ...seed, numRuns: 2000 });
  });

  test('nothing throws, and stricter options find no more places', () => {
    const property = fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      options,
      (text, query, strict) => {
        const joints = [...text].flatMap((_, i) => (i % 7 === 3 ? [i] : []));
        const all = findIn({ text, joints }, query, ANY);
        const some = findIn({ text, joints }, query, strict);
        if (some.length > 0) expect(all.length).toBeGreaterThan(0);
        for (const { start, end } of all) expect(plainLetters(text.slice(start, end))).not.toBe('');
      },
    );
    fc.assert(property, { ...seed, numRuns: 2000 });
  });
});
