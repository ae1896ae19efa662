import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReference } from './parse-reference.ts';

describe('parseReference', () => {
  // As they stand in papers, in the styles that are usual there.
  test.each([
    [
      '[7] Junyoung Chung, Çaglar Gülçehre, Kyunghyun Cho, and Yoshua Bengio. Empirical evaluation of gated recurrent neural networks on sequence modeling. CoRR, abs/1412.3555, 2014.',
      'Empirical evaluation of gated recurrent neural networks on sequence modeling',
      { arxivId: '1412.3555', year: 2014, first: 'Junyoung Chung', count: 4 },
    ],
    [
      '[22] Y. LeCun, B. Boser, J. S. Denker, D. Henderson, R. E. Howard, W. Hubbard, and L. D. Jackel. Backpropagation applied to handwritten zip code recognition. Neural computation, 1989.',
      'Backpropagation applied to handwritten zip code recognition',
      { arxivId: null, year: 1989, first: 'Y. LeCun', count: 7 },
    ],
    [
      'Vaswani, A., Shazeer, N., Parmar, N., Uszkoreit, J., Jones, L., Gomez, A. N., Kaiser, L., and Polosukhin, I. Attention is all you need. CoRR, abs/1706.03762, 2017. URL http://arxiv.org/abs/1706.03762.',
      'Attention is all you need',
      { arxivId: '1706.03762', year: 2017, first: 'Vaswani, A.', count: 8 },
    ],
    [
      'Marwah Alaofi, Luke Gallagher, and Paul Thomas. 2023. Can generative llms create query variants for test collections? an exploratory study. In Proceedings of SIGIR, pages 1869–',
      'Can generative llms create query variants for test collections? an exploratory study',
      { arxivId: null, year: 2023, first: 'Marwah Alaofi', count: 3 },
    ],
    [
      '[2] M. He, H. van Hees, and R. Rapp, “Heavy-Quark Diffusion in the Quark-Gluon Plasma,” arXiv:2204.09299 2022.',
      'Heavy-Quark Diffusion in the Quark-Gluon Plasma',
      { arxivId: '2204.09299', year: 2022, first: 'M. He', count: 3 },
    ],
    [
      'An Yang, Baosong Yang, et al. 2024. Qwen2. 5 technical report. arXiv preprint arXiv:2412.15115.',
      'Qwen2. 5 technical report',
      { arxivId: '2412.15115', year: 2024, first: 'An Yang', count: 2 },
    ],
    [
      '12. Ren, S., He, K., Girshick, R., Sun, J.: Faster R-CNN: Towards real-time object detection. In: NIPS (2015)',
      'Faster R-CNN: Towards real-time object detection',
      { arxivId: null, year: 2015, first: 'Ren, S.', count: 4 },
    ],
    [
      'LeCun, Y., & Bengio, Y. (2015). Deep learning of many things. Nature, 521, 436-444. https://doi.org/10.1038/Nature14539.',
      'Deep learning of many things',
      { arxivId: null, year: 2015, first: 'LeCun, Y.', count: 2 },
    ],
    [
      '[44] R. K. Srivastava, K. Greff, and J. Schmidhuber. Training very deep networks. 1507.06228, 2015.',
      'Training very deep networks',
      { arxivId: '1507.06228', year: 2015, first: 'R. K. Srivastava', count: 3 },
    ],
  ])('[READ-4] reads %s', (text, title, { arxivId, year, first, count }) => {
    const read = parseReference(text);
    expect(read).toMatchObject({ title, arxivId, year });
    expect(read.authors[0]).toBe(first);
    expect(read.authors).toHaveLength(count);
  });

  test('[READ-4] reads ids and DOIs however they are written', () => {
    const ids = (text: string) => [parseReference(text).arxivId, parseReference(text).doi];
    expect(ids('See arXiv:hep-th/9901001v2 [hep-th].')).toEqual(['hep-th/9901001', null]);
    expect(ids('arXiv preprint arXiv: 2303.08774v3')).toEqual(['2303.08774', null]);
    expect(ids('https://arxiv.org/pdf/1706. 03762')).toEqual(['1706.03762', null]);
    expect(ids('math.GT/0309136, 2003')).toEqual(['math.GT/0309136', null]);
    expect(ids('doi:10.48550/arXiv.1706.03762')[0]).toBe('1706.03762');
    expect(ids('ACM, 2019. DOI: 10.1145/3292500.3330701.')).toEqual([
      null,
      '10.1145/3292500.3330701',
    ]);
    expect(ids('Phys. Rev. D 12 (1999) 1234.5678901')).toEqual([null, null]);
    expect(ids('pages 1713.2044, 1998')).toEqual([null, null]);
  });

  test('[READ-4] says nothing where nothing is told', () => {
    const nothing = { arxivId: null, doi: null, title: null, authors: [], year: null };
    expect(parseReference('')).toEqual(nothing);
    expect(parseReference('[3]')).toEqual(nothing);
    expect(parseReference('ibid.')).toMatchObject({ title: null, arxivId: null });
  });

  test('[READ-4] what was put into an entry is read from it', () => {
    const name = fc.constantFrom('A. Lovelace', 'E. Noether', 'Emmy Noether', 'M. van der Berg');
    const word = fc.constantFrom(
      'lanterns',
      'linked',
      'of',
      'light',
      'deep',
      'learning',
      'a',
      'q-law',
    );
    const title = fc
      .array(word, { minLength: 3, maxLength: 12 })
      .map((all) => `Long ${all.join(' ')}`);
    const id = fc
      .tuple(fc.integer({ min: 7, max: 26 }), fc.integer({ min: 1, max: 12 }), fc.nat(99_999))
      .map(
        ([year, month, n]) =>
          [year, month].map((x) => String(x).padStart(2, '0')).join('') +
          `.${String(n).padStart(5, '0')}`,
      );
    const entry = fc.record({
      names: fc.array(name, { minLength: 1, maxLength: 6 }),
      title,
      id,
      year: fc.integer({ min: 1900, max: 2030 }),
    });
    const styles = [
      (names: string, title: string, rest: string, year: number) =>
        `[4] ${names}. ${title}. ${rest}, ${year}.`,
      (names: string, title: string, rest: string, year: number) =>
        `${names}. ${year}. ${title}. ${rest}.`,
      (names: string, title: string, rest: string, year: number) =>
        `[4] ${names}, “${title},” ${rest}, ${year}.`,
    ];
    fc.assert(
      fc.property(entry, fc.nat(2), ({ names, title, id, year }, style) => {
        const text = styles[style]!(names.join(', '), title, `arXiv:${id}`, year);
        const read = parseReference(text);
        expect(read).toEqual({ arxivId: id, doi: null, title, authors: names, year });
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  test('[READ-4] any text is read in no time and without fail', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      fc
        .array(fc.constantFrom('A. ', 'B., ', 'and ', '“', '10.1/', '.', ', ', 'x', '(2017)'), {
          maxLength: 900,
        })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const begun = performance.now();
        const { title } = parseReference(any);
        expect(title === null || title.length > 0).toBe(true);
        expect(performance.now() - begun).toBeLessThan(500);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });
});
