import { describe, expect, it } from 'vitest';
import { KeyRing } from './key-ring.ts';

describe('KeyRing', () => {
  it('[XFER-1] keeps keys of several answers apart', () => {
    const ring = new KeyRing();
    const bib = '@misc{a2020x,\n  title = {a2020x},\n}\n';
    expect([1, 2, 3].map(() => ring.unique('bibtex', bib).slice(0, 14))).toEqual([
      '@misc{a2020x,\n',
      '@misc{a2020x-2',
      '@misc{a2020x-3',
    ]);
    const others = new KeyRing();
    const csl = '{\n  "id": "k",\n  "title": "k"\n}';
    const ris = 'TY  - JOUR\nID  - k2\nTI  - k2\nER  - \n';
    expect(others.unique('csl-json', csl) + others.unique('csl-json', csl)).toContain(
      '"id": "k-2"',
    );
    expect(others.unique('ris', ris) + others.unique('ris', ris)).toContain(
      'ID  - k2-2\nTI  - k2\n',
    );
    expect(others.unique('formatted', 'k')).toBe('k');
  });
});
