import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { texText } from './tex-text.ts';

describe('[LIB-1] titles and abstracts show the characters that TeX’s escapes mean', () => {
  test.each([
    ['improves FVD by 4.4\\% over', 'improves FVD by 4.4% over'],
    [
      'Prefill \\& Decode, snake\\_case, \\#1, \\$5, \\{x\\}',
      'Prefill & Decode, snake_case, #1, $5, {x}',
    ],
    ['Pok\\\'eChamp and R\\"uckert', 'PokéChamp and Rückert'],
    ['Erd{\\H{o}}s, G\\"{o}del, {\\"O}zg\\"ur', 'Erdős, Gödel, Özgür'],
    ['\\v{S}koda, Fran\\c{c}ois, Ha\\c cek, na\\"{\\i}ve', 'Škoda, François, Haçek, naïve'],
    ['S{\\o}ren, \\O{}rsted, \\L ukasiewicz, stra\\ss e', 'Søren, Ørsted, Łukasiewicz, straße'],
    ['PIXART-{\\alpha} and PixArt-\\Sigma, a model', 'PIXART-α and PixArt-Σ, a model'],
    ["a ``World English'' model", 'a “World English” model'],
    ['agents -- a phenomenon; 9--52%; so---it is', 'agents – a phenomenon; 9–52%; so—it is'],
    ['Figure~1, (ii)~the action', 'Figure\u00a01, (ii)\u00a0the action'],
    ['with $x_i$~values', 'with $x_i$\u00a0values'],
    [
      'with \\textsc{AIEV-Instruct} and \\emph{much \\textbf{more}}',
      'with AIEV-Instruct and much more',
    ],
    ['and so on\\ldots', 'and so on…'],
  ])('%s', (raw, shown) => {
    expect(texText(raw)).toBe(shown);
  });

  test.each([
    'a weighted sum $\\lambda\\,\\mathcal{L}_{\\mathrm{a~b}} -- 5\\%$ of losses',
    'due to their \\( O(n^3)\\% \\) time',
    'see https://huggingface.co/a--b~c/d_e',
    'annotate ~62M images, fall ~40% short, 5~10 of them',
    'with --no-cache as a flag',
    'We introduce \\ours, and propose \\return',
    'plain words, `code` and a ~',
    'costs $5 and $10',
  ])('leaves %s', (text) => {
    expect(texText(text)).toBe(text);
  });

  test('what has no escape is untouched, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((s) => !/[\\~`]|--/.test(s));
    fc.assert(
      fc.property(text, (s) => {
        expect(texText(s)).toBe(s);
      }),
      { seed: 7 },
    );
  });

  test('a long abstract of unclosed marks is read in no time', () => {
    const began = performance.now();
    for (const mark of ['$', '``', '\\emph{', '{\\"', '\\(', '--', '~', '\\c '])
      texText(mark.repeat(5_000));
    expect(performance.now() - began).toBeLessThan(500);
  });
});
