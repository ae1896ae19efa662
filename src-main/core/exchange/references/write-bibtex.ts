import type { CslName } from '../../listings/index.ts';
import type { Citable, CslItem } from './csl-item.ts';
import { invertedName } from './names.ts';
import { texEscaped, texTitle } from './tex-escape.ts';

type Dialect = 'bibtex' | 'biblatex';
type Field = readonly [name: string, value: string | undefined];

const TYPES: Readonly<Record<string, string>> = {
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  'paper-conference': 'inproceedings',
  book: 'book',
  chapter: 'incollection',
  thesis: 'phdthesis',
  report: 'techreport',
  manuscript: 'unpublished',
};
const BIBLATEX: Readonly<Record<string, string>> = {
  phdthesis: 'thesis',
  techreport: 'report',
  software: 'software',
  dataset: 'dataset',
};
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A paper as an entry of BibTeX or BibLaTeX, in UTF-8, with `key`; it ends with a line break. */
export function bibtexEntry(paper: Citable, key: string, dialect: Dialect): string {
  const fields = [...commonFields(paper, dialect), ...datesOf(paper.item, dialect)];
  const lines = [...fields, ...arxivFields(paper, dialect), ...lastFields(paper)]
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `  ${name} = ${value},`);
  return `@${typeOf(paper.item, dialect)}{${key},\n${lines.join('\n')}\n}\n`;
}

function typeOf({ type }: CslItem, dialect: Dialect): string {
  const name = TYPES[type] ?? 'misc';
  if (dialect === 'bibtex') return name;
  return BIBLATEX[name] ?? BIBLATEX[type] ?? (type === 'article' ? 'online' : name);
}

function commonFields({ item }: Citable, dialect: Dialect): Field[] {
  const isInBook = item.type === 'paper-conference' || item.type === 'chapter';
  const journal = dialect === 'bibtex' ? 'journal' : 'journaltitle';
  const hasSchool = dialect === 'bibtex' && item.type === 'thesis';
  const publisher = hasSchool ? 'school' : item.type === 'report' ? 'institution' : 'publisher';
  return [
    ['author', braced(namesOf(item.author))],
    ['title', braced(item.title && texTitle(item.title))],
    ['editor', braced(namesOf(item.editor))],
    [isInBook ? 'booktitle' : journal, text(item['container-title'])],
    ['volume', text(item.volume)],
    ['number', text(item.issue)],
    ['pages', braced(item.page && pagesOf(item.page))],
    [publisher, item.type === 'article' ? undefined : text(item.publisher)],
    ['isbn', text(item.ISBN)],
    ['issn', text(item.ISSN)],
  ];
}

function namesOf(names: readonly CslName[] | undefined): string | undefined {
  return names?.map(bibtexName).join(' and ');
}

/** A name that BibTeX would take apart otherwise stands in braces. */
function bibtexName(name: CslName): string {
  if (name.literal === undefined)
    return texEscaped(invertedName(name)).replace(/\band\b/g, '{and}');
  return `{${texEscaped(name.literal)}}`;
}

function datesOf({ issued }: CslItem, dialect: Dialect): Field[] {
  const [year, month, day] = issued?.['date-parts'][0] ?? [];
  if (year === undefined) return [];
  if (dialect === 'bibtex') {
    // BibTeX's styles know the months by these names, which stand without braces.
    return [
      ['year', `{${year}}`],
      ['month', month === undefined ? undefined : MONTHS[month - 1]],
    ];
  }
  const parts = [month, day].filter((part) => part !== undefined);
  const rest = parts.map((part) => `-${String(part).padStart(2, '0')}`).join('');
  return [['date', `{${String(year).padStart(4, '0')}${rest}}`]];
}

function arxivFields({ arxivId, primaryCategory }: Citable, dialect: Dialect): Field[] {
  if (arxivId === null) return [];
  const [type, category] =
    dialect === 'bibtex' ? ['archivePrefix', 'primaryClass'] : ['eprinttype', 'eprintclass'];
  return [
    ['eprint', `{${arxivId}}`],
    [type, '{arXiv}'],
    [category, braced(primaryCategory ?? undefined)],
  ];
}

function lastFields({ item, tags }: Citable): Field[] {
  return [
    // Verbatim in every style that prints them: what is not escaped works as a link.
    ['doi', verbatim(item.DOI)],
    ['url', verbatim(item.URL)],
    ['abstract', text(item.abstract)],
    ['keywords', text(tags.length > 0 ? tags.join(', ') : undefined)],
    ['note', text(item.note)],
  ];
}

function text(value: string | undefined): string | undefined {
  return value && braced(texEscaped(value));
}

/** TeX sets two dashes between numbers. */
function pagesOf(page: string): string {
  return page
    .split(/\s*[-–—]+\s*/)
    .map(texEscaped)
    .join('--');
}

/** Braces would end the field, and TeX takes them in no address. */
function verbatim(value: string | undefined): string | undefined {
  return value && braced(value.replace(/[{}\\\s]/g, (char) => encodeURIComponent(char)));
}

function braced(value: string | undefined): string | undefined {
  return value && `{${value.replace(/\s+/g, ' ')}}`;
}
