import { NOTHING_SAID, type PaperFacts } from '../../listings/index.ts';

/** For tests: a paper that arXiv knows, with `over` instead of some of it. */
export function testFacts(over: Partial<PaperFacts> = {}): PaperFacts {
  return {
    ...NOTHING_SAID,
    title: 'Attention Is All You Need',
    arxivId: '1706.03762',
    authors: ['Ashish Vaswani', 'Noam Shazeer', 'Niki Parmar'],
    publishedAt: '2017-06-12',
    arxiv: testArxiv({ categories: ['cs.CL', 'cs.LG'], primaryCategory: 'cs.CL' }),
    from: {},
    ...over,
  };
}

/** For tests: what arXiv says, nothing but `over`. */
export function testArxiv(
  over: Partial<NonNullable<PaperFacts['arxiv']>>,
): NonNullable<PaperFacts['arxiv']> {
  return {
    version: null,
    doi: null,
    comment: null,
    journalRef: null,
    categories: null,
    primaryCategory: null,
    updatedAt: null,
    ...over,
  };
}

/** For tests: an article of a journal that is at arXiv, too. */
export const ARTICLE = testFacts({
  title: 'Deep learning',
  arxivId: null,
  authors: ['Yann LeCun', 'Yoshua Bengio', 'Geoffrey Hinton'],
  publishedAt: '2015-05-28',
  arxiv: testArxiv({ doi: '10.1038/nature14539', journalRef: 'Nature 521 (7553), 436-444 (2015)' }),
});

/** For tests: a paper of a conference, as an import told of it. */
export const CONFERENCE = testFacts({
  title: 'Deep residual learning for image recognition',
  arxivId: '1512.03385',
  authors: ['Kaiming He', 'Xiangyu Zhang', 'Shaoqing Ren', 'Jian Sun'],
  publishedAt: '2015-12-10',
  arxiv: testArxiv({ doi: '10.1109/CVPR.2016.90', primaryCategory: 'cs.CV' }),
  reference: {
    type: 'paper-conference',
    'container-title':
      'Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition',
    page: '770-778',
    publisher: 'IEEE',
    issued: { 'date-parts': [[2016]] },
  },
});
