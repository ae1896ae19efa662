import { describe, expect, it } from 'vitest';
import type { PaperDetails } from '../../../src-shared/contract/index.ts';
import { BUILT_IN_TEMPLATES } from './built-in.ts';
import { asksFor, fillTemplate, PLACEHOLDERS } from './fill.ts';
import { valuesOf } from './values.ts';

const PAPER = {
  title: 'World\n simulators',
  authors: ['Ada Lovelace', 'Alan Turing'],
  publishedAt: '2026-11-18',
  arxivId: '2611.02525',
  doi: null,
  abstract: 'One.\nTwo.',
} as PaperDetails;

describe('templates of notes', () => {
  it('[NOTE-4] fills in what it knows and leaves the rest as it is', () => {
    const filled = fillTemplate('{{title}}, {{ YEAR }}, {{mood}}, {{constructor}}, {{}}', {
      title: 'T',
      year: '2026',
    });
    expect(filled).toBe('T, 2026, {{mood}}, {{constructor}}, {{}}');
  });

  it('[NOTE-4] does not fill in what a value says, nor read signs of replacement in it', () => {
    expect(fillTemplate('{{title}} {{year}}', { title: '$& {{year}}', year: '1' })).toBe(
      '$& {{year}} 1',
    );
  });

  it('[NOTE-4] knows title, authors, year, ids and abstract of a paper', () => {
    const values = valuesOf(PAPER, '2026-11-21');
    expect(values).toEqual({
      title: 'World simulators',
      authors: 'Ada Lovelace, Alan Turing',
      year: '2026',
      date: '2026-11-21',
      arxiv: '2611.02525',
      doi: '',
      url: 'https://arxiv.org/abs/2611.02525',
      abstract: 'One. Two.',
    });
    expect(Object.keys({ ...values, citekey: '' }).sort()).toEqual([...PLACEHOLDERS].sort());
  });

  it('[NOTE-4] comes with templates whose placeholders it all knows', () => {
    expect(BUILT_IN_TEMPLATES.length).toBeGreaterThanOrEqual(3);
    const all = Object.fromEntries(PLACEHOLDERS.map((name) => [name, 'x']));
    for (const { body } of BUILT_IN_TEMPLATES) expect(fillTemplate(body, all)).not.toContain('{{');
    expect(asksFor('a {{ citekey }}', 'citekey')).toBe(true);
    expect(asksFor('a {citekey}', 'citekey')).toBe(false);
  });
});
