import type { CslItem } from './csl-item.ts';

type Published = Pick<CslItem, 'type' | 'container-title' | 'volume' | 'issue' | 'page' | 'issued'>;

/** `Phys. Rev. D 76, 013009 (2007)`, `Nature 521 (7553), 436-444 (2015)`, `Phys.Rev.D76:013009,2007`. */
const ARTICLE =
  /^(?<journal>\D.*?)[\s,]*(?:vol(?:ume)?\.?\s*)?(?<volume>\d{1,4})(?:\s*\((?<issue>\d{1,5}(?:-\d+)?)\)|,?\s*(?:no|issue|iss|number)\.?\s*(?<number>\d+))?[\s,:]+(?:pp?\.?\s*|pages\s*|article\s*)?(?<page>[A-Za-z]?\d+(?:\s*[-–]+\s*[A-Za-z]?\d+)?)[\s,]*\(?(?<year>(?:19|20)\d\d)\)?\.?$/i;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/;
const CONFERENCE =
  /\b(?:proc\.?|proceedings|conference|workshop|symposium|NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|AAAI|IJCAI|KDD|SIGIR|INTERSPEECH|ICASSP)\b/i;

/** What arXiv's free text on where a paper appeared says, as far as it can be told apart. */
export function readJournalRef(text: string): Published {
  const line = text.trim().replace(/\s+/g, ' ');
  const { journal, volume, issue, number, page, year } = ARTICLE.exec(line)?.groups ?? {};
  if (journal !== undefined && !CONFERENCE.test(line)) {
    const no = issue ?? number;
    return {
      type: 'article-journal',
      'container-title': journal.replace(/[\s,]+$/, ''),
      volume,
      ...(no !== undefined && { issue: no }),
      page: page!.replace(/\s*[-–]+\s*/, '-'),
      issued: { 'date-parts': [[Number(year)]] },
    };
  }
  const [found] = YEAR.exec(line) ?? [];
  return {
    type: CONFERENCE.test(line) ? 'paper-conference' : 'article-journal',
    'container-title': line.replace(/\.$/, ''),
    ...(found !== undefined && { issued: { 'date-parts': [[Number(found)]] } }),
  };
}
