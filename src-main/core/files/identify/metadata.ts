import { type ArxivId, foldedWords, foldText, parseArxivId } from '../../listings/index.ts';
import { isPlainName, splitNames } from './names.ts';
import type { Evidence } from './types.ts';

/** A text of the metadata and which of the two it is from. */
export type Said<T> = { readonly value: T; readonly source: 'xmp' | 'info' };

/** What programs write where nobody named a title. */
const JUNK_TITLE = [
  /^(?:untitled|title|paper|document|no title|unknown|none|null|draft|manuscript|main|slide 1)\W*\d*$/i,
  /^(?:microsoft (?:word|powerpoint|excel)|powerpoint presentation|layout|template)\b/i,
  /\.(?:docx?|pptx?|xlsx?|tex|dvi|pdf|ps|eps|odt|rtf|indd|qxd|pages|md|html?|txt)$/i,
  /^(?:tex|latex)\s+output\b/i,
  /^(?:\/|[a-z]:\\|file:|https?:)/i,
  /^[\w.-]*\d[\w.-]*$/,
  /^arxiv:\S+/i,
  /^(?:10\.\d{4,9}\/|doi:|pii:|\S+ \.\. \d+$)/i,
];

/** Titles that the metadata gives, the better source first, without what programs write by default. */
export function titlesSaid({ xmp, info }: Evidence): Said<string>[] {
  const texts: Said<string | null>[] = [
    { value: foldText(unmangled(xmp['dc:title']?.join(' ') ?? '')), source: 'xmp' },
    { value: foldText(unmangled(info.Title ?? '')), source: 'info' },
  ];
  return texts.filter((said): said is Said<string> => !!said.value && !isJunkTitle(said.value));
}

/** Whether a title is none: a program's default, a file's name, a number. */
export function isJunkTitle(title: string): boolean {
  const letters = title.match(/\p{L}/gu)?.length ?? 0;
  return letters < 3 || JUNK_TITLE.some((pattern) => pattern.test(title));
}

/** Lists of authors that the metadata gives, the better source first. */
export function authorsSaid({ xmp, info }: Evidence): Said<string[]>[] {
  const lists: Said<string[]>[] = [
    {
      value: (xmp['dc:creator'] ?? []).flatMap((one) => splitNames(unmangled(one))),
      source: 'xmp',
    },
    { value: splitNames(unmangled(info.Author ?? '')), source: 'info' },
  ];
  return lists.filter(({ value }) => value.length > 0 && value.every(isPlainName));
}

/** Some classes of LaTeX write ", " with its bytes the wrong way round. */
function unmangled(text: string): string {
  return text.replace(/\u2c20\ufeff?/gu, ', ');
}

const DOI = /10\.\d{4,9}\/[^\s"'<>]+/;

/** The file's own DOI, or null. */
export function doiSaid({ xmp, info }: Evidence): Said<string> | null {
  const inXmp = [xmp['prism:doi'], xmp['pdfx:doi'], xmp['dc:identifier']].flat();
  const inInfo = [info.doi, info.DOI, info.Subject];
  const found = (texts: readonly (string | undefined)[]): string | undefined =>
    texts.flatMap((text) => DOI.exec(text ?? '')?.[0] ?? [])[0]?.replace(/[.,;)]+$/, '');
  const [first, second] = [found(inXmp), found(inInfo)];
  if (first) return { value: first, source: 'xmp' };
  return second ? { value: second, source: 'info' } : null;
}

/** The arXiv id that the metadata names: as a DOI of arXiv's, or by itself. */
export function arxivIdSaid(evidence: Evidence): Said<ArxivId> | null {
  const doi = doiSaid(evidence);
  const byDoi = doi && parseArxivId(`https://doi.org/${doi.value}`);
  if (byDoi) return { value: byDoi, source: doi.source };
  const named = [...(evidence.xmp['dc:identifier'] ?? []), ...(evidence.xmp['prism:doi'] ?? [])];
  const byName = named.flatMap((text) => parseArxivId(text) ?? [])[0];
  if (byName) return { value: byName, source: 'xmp' };
  const inInfo = parseArxivId(evidence.info.arXivID ?? '');
  return inInfo ? { value: inInfo, source: 'info' } : null;
}

/** Share of a title's words that must stand on the page for the page to confirm it. */
const MOST_WORDS = 0.8;

/** Whether the words of a title stand on the page. */
export function confirms(page: ReadonlySet<string>, title: string): boolean {
  const words = foldedWords(title);
  const found = words.filter((word) => page.has(word)).length;
  return words.length > 0 && found >= MOST_WORDS * words.length;
}
