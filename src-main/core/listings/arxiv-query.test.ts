import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, toSearchQuery } from './arxiv-query.ts';
import { toHuggingFaceQuery } from './hugging-face-query.ts';

const asked = (text: string) => toSearchQuery(parseQuery(text).terms);

describe('[LIST-8] what a user types, in arXiv’s query language', () => {
  it.each([
    ['attention is all', 'all:attention AND all:is AND all:all'],
    ['"attention is" all', 'all:"attention is" AND all:all'],
    ['“curly quotes”', 'all:"curly quotes"'],
    ['non-invasive', 'all:"non invasive"'],
    ['ti:"graph neural" au:bengio', 'ti:"graph neural" AND au:bengio'],
    ['author:del_maestro', 'au:"del maestro"'],
    ['TI:GPT-3.5', 'ti:"GPT 3.5"'],
    ['cat:CS.cl', 'cat:cs.CL'],
    ['cat:Cond-Mat.Str-El', 'cat:cond-mat.str-el'],
    ['cat:cs.* diffusion', 'cat:cs.* AND all:diffusion'],
    ['a OR b NOT c', 'all:a OR all:b ANDNOT all:c'],
    ['AND a AND', 'all:a'],
    ['ReAct: Synergizing', 'all:ReAct AND all:Synergizing'],
    ['foo:bar', 'all:"foo bar"'],
    ['Schrödinger naïve', 'all:Schrodinger AND all:naive'],
    ['強化学習 한국어', 'all:強化学習 AND all:한국어'],
    [
      '(uso de [x TO y]) + "unclosed',
      'all:uso AND all:de AND all:x AND all:TO AND all:y AND all:unclosed',
    ],
    ['\\ * ? ~ ^ { } ! && ||', ''],
    ['cat:"; DROP"', ''],
    ['', ''],
  ])('[LIST-8] %s', (text, query) => {
    expect(asked(text)).toBe(query);
  });

  it.each([
    '2606.00467',
    'arXiv:2606.00467v3',
    'https://arxiv.org/pdf/2606.00467v1.pdf',
    ' https://huggingface.co/papers/2606.00467 ',
  ])('[LIST-8] takes %s for the paper', (text) => {
    expect(parseQuery(text)).toEqual({ ids: ['2606.00467'], terms: [] });
  });

  it('[LIST-8] chooses from ids that are named beside words', () => {
    expect(parseQuery('id:2606.00467 id:math/0611800v1 cat:cs.CL')).toMatchObject({
      ids: ['2606.00467', 'math/0611800'],
      terms: [{ field: 'cat', words: ['cs.CL'] }],
    });
  });

  it('[LIST-8] gives no text a meaning that arXiv would reject', () => {
    const term =
      /^(?:(?:all|ti|au|abs|co|jr|rn):(?:[\p{L}\p{N}.]+|"[\p{L}\p{N}. ]+")|cat:[\w.*-]+)$/u;
    const fragment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'ti:',
        'cat:',
        '"',
        ' AND ',
        ' OR ',
        '(',
        ')',
        '\0',
        '\ud800',
        'id:',
        '-',
        '$',
      ),
    );
    const property = fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
      const query = asked(parts.join(''));
      for (const part of query ? query.split(/ (?:AND|OR|ANDNOT) (?=\w+:)/) : [])
        expect(part).toMatch(term);
    });
    fc.assert(property, { seed: 20260613, numRuns: 2_000 });
  });

  it('[LIST-8] bounds what it asks for', () => {
    expect(parseQuery('word '.repeat(10_000)).terms).toHaveLength(40);
  });
});

describe('[LIST-9] what a user types, as Hugging Face takes it', () => {
  it('[LIST-9] folds white space and keeps the rest', () => {
    expect(toHuggingFaceQuery('  in-context\n learning: "a" ')).toBe('in-context learning: "a"');
    expect(toHuggingFaceQuery(' *? ')).toBeNull();
  });

  it('[LIST-9] cuts between words at 250 characters, and inside none that is shorter', () => {
    const words = Array.from({ length: 100 }, (_, i) => `w${i}`).join(' ');
    const cut = toHuggingFaceQuery(words)!;
    expect(cut.length).toBeLessThanOrEqual(250);
    expect(words[cut.length]).toBe(' ');
    expect(toHuggingFaceQuery('x'.repeat(300))).toHaveLength(250);
    expect(toHuggingFaceQuery(`${'x'.repeat(250)} y`)).toHaveLength(250);
  });

  it('[LIST-9] sends no half characters and no control characters, whatever is typed', () => {
    const property = fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const query = toHuggingFaceQuery(text);
      if (query === null) return;
      expect(query.isWellFormed()).toBe(true);
      expect(query).not.toMatch(/\p{Cc}/u);
      expect(query.length).toBeGreaterThan(0);
      expect(query.length).toBeLessThanOrEqual(250);
    });
    fc.assert(property, { seed: 20260614, numRuns: 1_000 });
    expect(toHuggingFaceQuery('😀a'.repeat(120))!.isWellFormed()).toBe(true);
  });
});
