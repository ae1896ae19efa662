import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citableOf } from '../references/citable.ts';
import { ARTICLE, CONFERENCE, testArxiv, testFacts } from '../references/test-citable.ts';
import { bibtexEntry } from '../references/write-bibtex.ts';
import { risEntry } from '../references/write-ris.ts';
import { markdownOfHtml } from './html-notes.ts';
import { referenceLayout } from './layout-of.ts';
import { readReferences } from './read-references.ts';
import { textOfTex } from './tex-text.ts';
import type { ReferenceLayout } from './types.ts';

/** Without `<`: in titles, CSL-JSON has markup. */
const word = fc.stringMatching(/^[A-Za-zÀ-ž0-9&%#_^~{}>'`-]{1,12}$/);
const title = fc.array(word, { minLength: 2, maxLength: 8 }).map((words) => `A ${words.join(' ')}`);
const family = fc.stringMatching(/^[A-ZÀ-Ý][a-zà-ý]{2,10}$/);
const person = fc.tuple(family, family).map((names) => names.join(' '));
const facts = fc
  .record({
    title,
    authors: fc.array(person, { minLength: 1, maxLength: 5 }),
    arxivId: fc.option(fc.stringMatching(/^2[0-5](0[1-9]|1[0-2])\.[0-9]{5}$/)),
    doi: fc.option(fc.stringMatching(/^10\.[1-9][0-9]{3}\/[a-z0-9][a-z0-9._-]{0,10}[a-z0-9]$/)),
    day: fc.date({
      ...{ min: new Date('1950-01-01'), max: new Date('2035-01-01'), noInvalidDate: true },
    }),
  })
  .map(({ doi, day, ...rest }) =>
    testFacts({
      ...rest,
      arxiv: testArxiv({ doi }),
      publishedAt: day.toISOString().slice(0, 10),
      abstract: 'Words of it.',
    }),
  );

describe('what was exported', () => {
  const formats: readonly [ReferenceLayout, (of: ReturnType<typeof citableOf>) => string][] = [
    ['bibtex', (paper) => bibtexEntry(paper, 'key', 'bibtex')],
    ['bibtex', (paper) => bibtexEntry(paper, 'key', 'biblatex')],
    ['ris', (paper) => risEntry(paper, 'key')],
    ['csl-json', ({ item }) => JSON.stringify([item])],
  ];

  it.each(formats)('[XFER-2] is imported as the same paper (%s)', (layout, write) => {
    fc.assert(
      fc.property(facts, (one) => {
        const text = write(citableOf('p', one, ['a tag']));
        const { entries, problems } = readReferences(layout, text);
        expect(problems).toEqual([]);
        expect(entries).toHaveLength(1);
        const [entry] = entries;
        expect(referenceLayout(text)).toBe(layout);
        expect(entry!.title).toBe(one.title);
        expect(entry!.authors).toEqual(one.authors);
        expect(entry!.arxivId).toBe(one.arxivId);
        expect(entry!.doi).toBe(one.arxiv!.doi);
        expect(entry!.publishedAt?.slice(0, 4)).toBe(one.publishedAt!.slice(0, 4));
        expect(entry!.tags).toEqual(['a tag']);
        expect(entry!.abstract).toBe('Words of it.');
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('[XFER-2] says where it appeared', () => {
    for (const [layout, write] of formats) {
      for (const one of [ARTICLE, CONFERENCE]) {
        const { item } = citableOf('p', one, []);
        const [entry] = readReferences(layout, write(citableOf('p', one, []))).entries;
        for (const name of ['type', 'container-title', 'page', 'volume'] as const)
          expect(entry!.reference[name]).toBe(item[name]);
      }
    }
  });
});

describe('readers', () => {
  const pieces = fc.constantFrom(
    ...[
      '@article{',
      '{',
      '}',
      '"',
      '#',
      '=',
      ',',
      '\n',
      '\\',
      '$',
      'title',
      ' and ',
      'TY  - JOUR\n',
    ],
    ...[
      'ER  - \n',
      'TI  - x\n',
      '[',
      ']',
      '{"title":',
      '"x"',
      ':',
      '<rdf:RDF>',
      '<a',
      '>',
      '</a>',
      '&#x0;',
    ],
  );
  const junk = fc
    .array(fc.oneof(pieces, fc.string()), { maxLength: 60 })
    .map((all) => all.join(''));

  it('[XFER-2] never throw', () => {
    fc.assert(
      fc.property(junk, fc.constantFrom('bibtex', 'ris', 'csl-json', 'zotero'), (text, layout) => {
        const { entries } = readReferences(layout as ReferenceLayout, text);
        for (const entry of entries) expect(entry.title).not.toBe('');
        textOfTex(text);
        markdownOfHtml(text);
        referenceLayout(text);
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });
});
