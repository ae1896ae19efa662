import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { citableOf } from './citable.ts';
import { citationKeys } from './citation-keys.ts';
import type { CslItem } from './csl-item.ts';
import { readJournalRef } from './journal-ref.ts';
import { cslName, invertedName, parsedName, shownName } from './names.ts';
import { ARTICLE, CONFERENCE, testFacts } from './test-citable.ts';
import { bibtexEntry } from './write-bibtex.ts';
import { risEntry } from './write-ris.ts';

const require = createRequire(import.meta.url);
const { plugins } = require('@citation-js/core') as {
  plugins: { input: { chain(text: string, options: object): CslItem[] } };
};
require('@citation-js/plugin-bibtex');
require('@citation-js/plugin-ris');
/** Another program's reading of what we wrote. */
const readByOthers = (text: string): CslItem =>
  plugins.input.chain(text, { generateGraph: false })[0]!;

const preprint = citableOf('arxiv:1706.03762', testFacts(), ['to read', 'transformers']);

describe('bibtexEntry', () => {
  it('[XFER-1] writes a preprint as arXiv does', () => {
    expect(
      bibtexEntry(preprint, 'vaswani2017attention', 'bibtex'),
    ).toBe(`@misc{vaswani2017attention,
  author = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki},
  title = {Attention Is All You Need},
  year = {2017},
  month = jun,
  eprint = {1706.03762},
  archivePrefix = {arXiv},
  primaryClass = {cs.CL},
  doi = {10.48550/arXiv.1706.03762},
  url = {https://arxiv.org/abs/1706.03762},
  keywords = {to read, transformers},
}
`);
    expect(bibtexEntry(preprint, 'k', 'biblatex')).toContain('  date = {2017-06-12},\n');
    expect(bibtexEntry(preprint, 'k', 'biblatex')).toMatch(/^@online\{k,/);
  });

  it('[XFER-1] is read by another program as it was meant', () => {
    for (const facts of [ARTICLE, CONFERENCE]) {
      const { item, ...rest } = citableOf('p', facts, []);
      for (const dialect of ['bibtex', 'biblatex'] as const) {
        const read = readByOthers(bibtexEntry({ item, ...rest }, 'key', dialect));
        for (const name of ['type', 'title', 'author', 'container-title', 'page', 'DOI'] as const)
          expect(read[name]).toEqual(item[name]);
      }
      const ris = readByOthers(risEntry({ item, ...rest }, 'key'));
      for (const name of ['type', 'title', 'author', 'container-title', 'DOI'] as const)
        expect(ris[name]).toEqual(item[name]);
    }
  });

  it('[XFER-1] escapes what TeX takes as its own, keeps accents, formulas and capitals', () => {
    const title = 'R&D: 100% of $\\alpha_1$ in GPT-4_x {a} ~50 ^2 \\n #1 for $5 Müller';
    const facts = testFacts({ title, authors: ['Jörg Müller', 'The ATLAS Collaboration'] });
    const entry = bibtexEntry(citableOf('p', facts, []), 'k', 'bibtex');
    expect(entry).toContain('author = {Müller, Jörg and {The ATLAS Collaboration}},');
    expect(entry).toContain(
      'title = {{R\\&D:} 100\\% of $\\alpha_1$ in {GPT-4\\_x} \\textbraceleft{}a\\textbraceright{} \\textasciitilde{}50 \\textasciicircum{}2 \\textbackslash{}n \\#1 for \\$5 Müller},',
    );
    const plain = { ...facts, title: title.replace(/\$.alpha_1\$/, 'b') };
    const read = readByOthers(bibtexEntry(citableOf('p', plain, []), 'k', 'bibtex'));
    expect(read.title?.replace(/<[^>]*>/g, '')).toBe(plain.title);
  });
});

describe('risEntry', () => {
  it('[XFER-1] says each fact on a line', () => {
    const lines = risEntry(citableOf('p', ARTICLE, ['a', 'b']), 'k').split('\n');
    expect(lines).toContain('TY  - JOUR');
    expect(lines).toContain('AU  - LeCun, Yann');
    expect(lines.filter((line) => /^(SP|EP|VL|IS|PY|DO|KW)/.test(line))).toEqual([
      'PY  - 2015',
      'VL  - 521',
      'IS  - 7553',
      'SP  - 436',
      'EP  - 444',
      'DO  - 10.1038/nature14539',
      'KW  - a',
      'KW  - b',
    ]);
    expect(lines.at(-2)).toBe('ER  - ');
  });
});

describe('citationKeys', () => {
  it('[XFER-1] gives a paper the same key in whatever order, and none twice', () => {
    const papers = ['p3', 'p1', 'p2'].map((id) => citableOf(id, testFacts(), []));
    expect(citationKeys(papers)).toEqual([
      'vaswani2017attentionb',
      'vaswani2017attention',
      'vaswani2017attentiona',
    ]);
    expect(citationKeys([...papers, papers[0]!])[3]).toBe('vaswani2017attentionb');
    const odd = [
      testFacts({ authors: null, publishedAt: null, title: '' }),
      testFacts({ authors: ['Łukasz Kaiser'], title: 'On the “Größe” of Things' }),
      testFacts({ authors: ['王伟'], title: '机器学习' }),
    ].map((facts, at) => citableOf(`p${at}`, facts, []));
    expect(citationKeys(odd)).toEqual(['anon', 'kaiser2017grosse', 'anon2017']);
  });
});

describe('names', () => {
  it('[XFER-1] are shown, taken apart and put together again', () => {
    for (const name of ['Vincent van Gogh', 'John Smith Jr.', 'Wei Zhang', 'Plato', 'OpenAI Team'])
      expect(shownName(parsedName(invertedName(cslName(name))))).toBe(name);
    expect(invertedName(cslName('Juan de la Cruz'))).toBe('de la Cruz, Juan');
  });
});

describe('readJournalRef', () => {
  it.each([
    ['Phys. Rev. D 76, 013009 (2007)', 'Phys. Rev. D', '76', '013009', 2007],
    ['Phys.Rev.D76:013009,2007', 'Phys.Rev.D', '76', '013009', 2007],
    ['Nature 521 (7553), 436-444 (2015)', 'Nature', '521', '436-444', 2015],
    [
      'J. Mach. Learn. Res., vol. 12, no. 3, pp. 1-20, 2011',
      'J. Mach. Learn. Res.',
      '12',
      '1-20',
      2011,
    ],
  ])('[XFER-1] reads %s', (text, journal, volume, page, year) => {
    expect(readJournalRef(text)).toMatchObject({
      ...{ type: 'article-journal', 'container-title': journal, volume, page },
      issued: { 'date-parts': [[year]] },
    });
  });

  it('[XFER-1] keeps whole what it cannot tell apart', () => {
    expect(readJournalRef('Proceedings of ICML 2019, PMLR 97')).toEqual({
      type: 'paper-conference',
      'container-title': 'Proceedings of ICML 2019, PMLR 97',
      issued: { 'date-parts': [[2019]] },
    });
  });
});
