import { describe, expect, test } from 'vitest';
import { readStamp } from './stamp.ts';

describe('arXiv stamps', () => {
  test.each([
    ['arXiv:0706.0001v1 [q-bio.CB] 1 Jun 2007', '0706.0001', 1, '2007-06-01'],
    ['arXiv:2606.00467v2 [cs.CL] 12 Jun 2026', '2606.00467', 2, '2026-06-12'],
    ['arXiv:hep-th/9711200v3 22 Jan 1998', 'hep-th/9711200', 3, '1998-01-22'],
    ['arXiv:math.GT/0309136 v1 8 Sep 2003', 'math/0309136', 1, '2003-09-08'],
    [
      'arXiv:cond-mat/0102003v1 [cond-mat.stat-mech] 1 Feb 2001',
      'cond-mat/0102003',
      1,
      '2001-02-01',
    ],
    [
      'a r X i v : 0 7 0 6 . 0 0 0 1 v 1 [ q - b i o . C B ] 1 J u n 2 0 0 7',
      '0706.0001',
      1,
      '2007-06-01',
    ],
    ['arXiv:0706.0001 12 Jun 2007', '0706.0001', null, '2007-06-12'],
    ['arXiv:1501.00011 2 Jun 2015', '1501.00011', null, '2015-06-02'],
    ['arXiv:2606.00467v2 [cs.CL] 31 Feb 2026', '2606.00467', 2, null],
  ])('[FILE-4] reads the stamp %j', (text, id, version, date) => {
    expect(readStamp(text, true)).toEqual({ id, version, date });
  });

  test.each([
    'arXiv preprint arXiv:1706.03762, 2017.',
    'arXiv:1706.03762',
    'arXiv:1706.03762v5',
    '[12] arXiv:1706.03762v5 [cs.CL] 6 Dec 2017',
    'arXiv:1706.037v1 [cs.CL] 6 Dec 2017',
    'arXiv: a repository of preprints',
    '',
  ])('[FILE-4] upright, %j is none', (text) => {
    expect(readStamp(text, false)).toBeNull();
  });

  test('[FILE-4] in the margin the id is enough', () => {
    expect(readStamp('arXiv:1706.03762v5', true)).toEqual({
      id: '1706.03762',
      version: 5,
      date: null,
    });
  });
});
