import { describe, expect, it } from 'vitest';
import { citableOf } from './citable.ts';
import { checkStyle, formatReferences } from './format-references.ts';
import { readStyles } from './style-folder.ts';
import { ARTICLE, CONFERENCE, testFacts } from './test-citable.ts';

const STYLES = new Map((await readStyles('/nowhere')).map(({ id, csl }) => [id, csl]));
const items = [testFacts(), ARTICLE, CONFERENCE].map(
  (facts, at) => citableOf(`p${at}`, facts, []).item,
);
const set = (id: string, of = items) => formatReferences(STYLES.get(id)!, of);

describe('formatReferences', () => {
  it('[XFER-1] sets a preprint, an article and a conference paper as APA does', () => {
    const [preprint, article, conference] = set('apa');
    expect(preprint!.text).toBe(
      'Vaswani, A., Shazeer, N., & Parmar, N. (2017). Attention Is All You Need (arXiv:1706.03762). arXiv. https://doi.org/10.48550/arXiv.1706.03762',
    );
    expect(article!.text).toBe(
      'LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. Nature, 521(7553), 436–444. https://doi.org/10.1038/nature14539',
    );
    expect(conference!.text).toBe(
      'He, K., Zhang, X., Ren, S., & Sun, J. (2016). Deep residual learning for image recognition. In Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition (pp. 770–778). IEEE. https://doi.org/10.1109/CVPR.2016.90',
    );
    expect(article!.html).toContain('<i>Nature</i>, <i>521</i>(7553)');
    expect([preprint!.inline, article!.inline]).toEqual([
      '(Vaswani et al., 2017)',
      '(LeCun et al., 2015)',
    ]);
  });

  it('[XFER-1] sets them as IEEE does', () => {
    expect(set('ieee').map(({ text }) => text)).toEqual([
      '[1] A. Vaswani, N. Shazeer, and N. Parmar, “Attention Is All You Need,” June 2017, arXiv: arXiv:1706.03762, doi: 10.48550/arXiv.1706.03762.',
      '[2] Y. LeCun, Y. Bengio, and G. Hinton, “Deep learning,” Nature, vol. 521, no. 7553, pp. 436–444, 2015, doi: 10.1038/nature14539.',
      '[3] K. He, X. Zhang, S. Ren, and J. Sun, “Deep residual learning for image recognition,” in Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition, IEEE, 2016, pp. 770–778, doi: 10.1109/CVPR.2016.90.',
    ]);
    expect(set('ieee').map(({ inline }) => inline)).toEqual(['[1]', '[2]', '[3]']);
  });

  it('[XFER-1] sets them as Chicago does', () => {
    expect(set('chicago').map(({ text }) => text)).toEqual([
      'Vaswani, Ashish, Noam Shazeer, and Niki Parmar. 2017. “Attention Is All You Need.” arXiv:1706.03762. Preprint. arXiv. https://doi.org/10.48550/arXiv.1706.03762.',
      'LeCun, Yann, Yoshua Bengio, and Geoffrey Hinton. 2015. “Deep Learning.” Nature 521 (7553): 436–444. https://doi.org/10.1038/nature14539.',
      'He, Kaiming, Xiangyu Zhang, Shaoqing Ren, and Jian Sun. 2016. “Deep Residual Learning for Image Recognition.” In Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition, 770–778. IEEE. https://doi.org/10.1109/CVPR.2016.90.',
    ]);
    expect(set('chicago')[0]!.inline).toBe('(Vaswani, Shazeer, and Parmar 2017)');
  });

  it('[XFER-1] sets them as ACM does, and plainly', () => {
    expect(set('acm').map(({ text }) => text)).toEqual([
      '[1] Ashish Vaswani, Noam Shazeer, and Niki Parmar. 2017. Attention Is All You Need. arXiv:1706.03762. arXiv. https://doi.org/10.48550/arXiv.1706.03762',
      '[2] Yann LeCun, Yoshua Bengio, and Geoffrey Hinton. 2015. Deep learning. Nature 521, 7553 (2015), 436–444. https://doi.org/10.1038/nature14539',
      '[3] Kaiming He, Xiangyu Zhang, Shaoqing Ren, and Jian Sun. 2016. Deep residual learning for image recognition. In Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition, 770–778. IEEE. https://doi.org/10.1109/CVPR.2016.90',
    ]);
    expect(set('plain')[0]!.text).toBe(
      'Ashish Vaswani, Noam Shazeer, Niki Parmar (2017). Attention Is All You Need. arXiv:1706.03762. https://doi.org/10.48550/arXiv.1706.03762',
    );
  });

  it('[XFER-1] tells papers of one author and year apart', () => {
    const twice = [items[0]!, { ...items[0]!, title: 'Another One' }, items[1]!];
    expect(set('apa', twice).map(({ inline }) => inline)).toEqual([
      '(Vaswani et al., 2017a)',
      '(Vaswani et al., 2017b)',
      '(LeCun et al., 2015)',
    ]);
  });

  it('[SAFE-3] takes no markup from a title', () => {
    const title = 'On <script>alert(1)</script> & <b>bold</b> < 3 "x"';
    const { text, html } = set('apa', [{ ...items[0]!, title }])[0]!;
    expect(text).toContain(title.replace(/"x"/, ''));
    expect(html).not.toMatch(/<script|<b>/);
    expect(html).toContain('&lt;script');
  });

  it('[XFER-1] takes only styles that references can be set in', () => {
    for (const csl of STYLES.values()) expect(checkStyle(csl)).toMatchObject({ ok: true });
    const dependent = STYLES.get('apa')!
      .replace(
        '<updated>',
        '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/><updated>',
      )
      .replace(/<macro[\s\S]*<\/bibliography>/, '');
    for (const csl of ['', 'no XML', '<style/>', dependent, '<style>'.repeat(10_000)])
      expect(checkStyle(csl)).toEqual({ ok: false });
  });
});
