import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArxivId } from './arxiv-id.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const modern = fc
  .tuple(digits(4), fc.oneof(digits(4), digits(5)))
  .map(([month, number]) => ({ written: `${month}.${number}`, id: `${month}.${number}` }));
const old = fc
  .tuple(
    fc.constantFrom('math', 'hep-th', 'astro-ph', 'cond-mat', 'q-bio'),
    fc.constantFrom('', '.CA', '.str-el', '.GT'),
    digits(7),
  )
  .map(([archive, subject, number]) => ({
    written: `${archive}${subject}/${number}`,
    id: `${archive}/${number}`,
  }));
const version = fc.option(fc.integer({ min: 1, max: 99 }), { nil: null });
const dress = fc.constantFrom(
  (id: string) => id,
  (id: string) => ` arXiv:${id}\n`,
  (id: string) => `https://arxiv.org/abs/${id}`,
  (id: string) => `http://export.arxiv.org/pdf/${id}.pdf?download=1`,
  (id: string) => `arxiv.org/html/${id}#S1`,
  (id: string) => `https://huggingface.co/papers/${id}`,
  (id: string) => `https://doi.org/10.48550/arXiv.${id}`,
  (id: string) => `doi:10.48550/arXiv.${id}`,
  (id: string) => `10.48550/arxiv.${id}`,
  (id: string) => `https://ar5iv.labs.arxiv.org/html/${id}`,
  (id: string) => `https://ar5iv.org/abs/${id}`,
  (id: string) => `https://www.alphaxiv.org/abs/${id}`,
  (id: string) => `https://www.alphaxiv.org/overview/${id}/`,
  (id: string) => `https://arxiv.org/html/${id}/extracted/figures/one.png`,
  (id: string) => `https://www.huggingface.co/papers/${id}.md`,
);

describe('[LIST-3] arXiv ids', () => {
  it('[LIST-3] reads both styles with or without version, bare or in a URL', () => {
    const property = fc.property(fc.oneof(modern, old), version, dress, (paper, v, wrap) => {
      const text = wrap(`${paper.written}${v === null ? '' : `v${v}`}`);
      expect(parseArxivId(text)).toEqual({ id: paper.id, version: v });
    });
    fc.assert(property, { seed: 7, numRuns: 500 });
  });

  it.each([
    ['math.CA/0611800', 'math/0611800'],
    ['http://arxiv.org/abs/math.CA/0611800v1', 'math/0611800'],
    ['https://www.arxiv.org/abs/2606.00467/', '2606.00467'],
  ])('[LIST-3] reads %s', (text, id) => {
    expect(parseArxivId(text)?.id).toBe(id);
  });

  it.each([
    '',
    'abc',
    '2606.004',
    '2606.0046712',
    '2606.00467v0',
    'hep-th/990100',
    'https://example.org/abs/2606.00467',
    'https://arxiv.org.example.org/abs/2606.00467',
    'https://arxiv.org/list/cs.CL/recent',
    'https://notarxiv.org/abs/2606.00467',
    'https://arxiv.org/abs/nothing/2606.00467',
    'doi:10.1145/2606.00467',
    '10.1234/2606.00467',
  ])('[LIST-3] refuses %j', (text) => {
    expect(parseArxivId(text)).toBeUndefined();
  });
});
