import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteKeyOf, noteLinkAt, noteLinks, noteLinkText, noteTarget } from './links.ts';
import { noteOutline, plainLine } from './plain.ts';

describe('links in notes', () => {
  it('[NOTE-2] finds links to papers and notes where they stand', () => {
    const markdown = 'See [[arxiv:2606.00467|A Small Model]]\nand [[note:abc-1]].';
    const links = noteLinks(markdown);
    expect(links.map(({ target, label }) => [target, label])).toEqual([
      ['arxiv:2606.00467', 'A Small Model'],
      ['note:abc-1', ''],
    ]);
    expect(links.map(({ from, to }) => markdown.slice(from, to))).toEqual([
      '[[arxiv:2606.00467|A Small Model]]',
      '[[note:abc-1]]',
    ]);
    expect(noteKeyOf('note:abc-1')).toBe('abc-1');
    expect(noteKeyOf('arxiv:1')).toBeUndefined();
    expect(noteTarget('abc-1')).toBe('note:abc-1');
  });

  it('[NOTE-2] leaves code alone, and what is no link', () => {
    expect(noteLinks('```\n[[arxiv:1]]\n```\n`[[arxiv:2]]` [[ ]')).toEqual([]);
    expect(noteLinks('~~~\n```\n~~~\n[[arxiv:3]]')).toHaveLength(1);
    expect(noteLinkAt(' [[arxiv:1]]')).toBeUndefined();
    expect(noteLinkAt('[[arxiv:1|x]] [[b]]')).toMatchObject({ target: 'arxiv:1', length: 13 });
  });

  it('[NOTE-2] reads again what was written, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (title) => {
        const text = noteLinkText('arxiv:2606.00467', title);
        expect(noteLinks(text)).toMatchObject([
          { target: 'arxiv:2606.00467', from: 0, to: text.length },
        ]);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('outline of a note', () => {
  it('[NOTE-1] takes the first line for the title and the rest as a beginning, without Markdown', () => {
    expect(noteOutline('\n# **Plan** for [[arxiv:1|A]]\n\n---\n- [ ] read `x`\n> so')).toEqual({
      title: 'Plan for A',
      excerpt: 'read x so',
    });
    expect(noteOutline(' \n')).toEqual({ title: '', excerpt: '' });
    expect(plainLine('[[note:a]]')).toBe('note:a');
    expect(plainLine('> \\*so\\* \\`x\\`')).toBe('*so* `x`');
  });
});
