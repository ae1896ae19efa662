import type { Citable, CslItem } from './csl-item.ts';
import { invertedName } from './names.ts';

const TYPES: Readonly<Record<string, string>> = {
  article: 'UNPB',
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  'paper-conference': 'CONF',
  book: 'BOOK',
  chapter: 'CHAP',
  thesis: 'THES',
  report: 'RPRT',
  manuscript: 'UNPB',
  dataset: 'DATA',
  software: 'COMP',
  webpage: 'ELEC',
};

/** A paper as an entry of RIS; it ends with a line break. */
export function risEntry({ item, tags, arxivId }: Citable, key: string): string {
  const [first, last] = item.page?.split(/\s*[-–—]+\s*/) ?? [];
  const lines: (readonly [tag: string, value: string | undefined])[] = [
    ['TY', TYPES[item.type] ?? 'GEN'],
    ['ID', key],
    ['TI', item.title],
    ...(item.author ?? []).map((name) => ['AU', invertedName(name)] as const),
    ...(item.editor ?? []).map((name) => ['ED', invertedName(name)] as const),
    ...datesOf(item),
    ['T2', item['container-title']],
    // Where proceedings stand for those who read `T2` as a series.
    ['C3', item.type === 'paper-conference' ? item['container-title'] : undefined],
    ['VL', item.volume],
    ['IS', item.issue],
    ['SP', first],
    ['EP', last],
    ['PB', item.publisher],
    ['SN', item.ISBN ?? item.ISSN],
    ['DO', item.DOI],
    ['UR', item.URL],
    ['AN', arxivId === null ? undefined : `arXiv:${arxivId}`],
    ['AB', item.abstract],
    ...tags.map((tag) => ['KW', tag] as const),
  ];
  const written = lines.filter(([, value]) => value);
  return `${written.map(([tag, value]) => `${tag}  - ${oneLine(value!)}`).join('\n')}\nER  - \n`;
}

function datesOf({ issued }: CslItem): (readonly [string, string])[] {
  const [year, month, day] = issued?.['date-parts'][0] ?? [];
  if (year === undefined) return [];
  const two = (part: number | undefined): string =>
    part === undefined ? '' : String(part).padStart(2, '0');
  const date = [String(year), two(month), two(day), ''].join('/');
  return [
    ['PY', String(year)],
    ['DA', date],
  ];
}

/** A line break in a value would begin another field. */
function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
