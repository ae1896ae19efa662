/** What the text of an entry of a list of references tells; null where it does not. */
export type ParsedReference = {
  /** Without version, such as `1706.03762` or `hep-th/9901001`. */
  readonly arxivId: string | null;
  /** In lower case, without address, such as `10.1000/182`. */
  readonly doi: string | null;
  readonly title: string | null;
  /** As they are written, in their order. */
  readonly authors: readonly string[];
  readonly year: number | null;
};

/** Longer texts are no entries; their ends are not read. */
const LONGEST = 4_000;
/** Letters of a title that is not a venue's abbreviation or a rest of a name. */
const LEAST_LETTERS = 8;

const LABEL = /^\s*(?:\[[^\]]{1,32}\]|\(\d{1,4}\)|\d{1,4}\.(?=\s))\s*/u;
const NEW_ID = /(?<![\d./-])(\d{2}(?:0[1-9]|1[0-2])\.\s?\d{4,5})(?:v\d{1,2})?(?![\d/]|\.\d)/u;
const SAID_ID =
  /(?:arxiv(?:\.org\/(?:abs|pdf|html))?[\s:./[(]*(?:preprint\s+)?(?:arxiv[\s:.]*)?|\babs\/)(\d{4}\.\s?\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})/iu;
const OLD_ID =
  /\b((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|math|physics|cs|nlin|q-bio|stat)(?:\.[A-Z]{2})?\/\d{7})\b/u;
const DOI = /\b(10\.\d{4,9}\/[^\s"<>,;]+)/u;
const QUOTED = /[“"„«](?:\s*)([^“”"„«»]{6,}?)[,.;]?\s*[”"“»]|``([^`']{6,}?)[,.;]?\s*''/u;
const YEAR = /(?<![\d.:/–-])((?:1[6-9]|20)\d\d)[a-z]?(?![\d/]|\.\d|[-–]\d)/gu;
/** A year after the names: `(2017).`, `2017a.`, `, 2017,` and the like. */
const YEAR_AFTER_NAMES = /[\s.,]\(?((?:1[6-9]|20)\d\d)[a-z]?\)?\s*[.:,]\s+(?=\S)/u;

/** Reads an entry of a list of references as far as the usual styles go; never fails. */
export function parseReference(text: string): ParsedReference {
  const entry = text.slice(0, LONGEST).replace(/\s+/gu, ' ').replace(LABEL, '').trim();
  const { names, title, year } = partsOf(entry);
  return {
    arxivId: arxivIdOf(entry),
    doi: doiOf(entry),
    title,
    authors: authorsOf(names),
    year: year ?? yearOf(entry),
  };
}

function arxivIdOf(entry: string): string | null {
  const found = SAID_ID.exec(entry) ?? OLD_ID.exec(entry) ?? NEW_ID.exec(withoutDois(entry));
  return found ? found[1]!.replace(/\s/gu, '') : null;
}

const withoutDois = (entry: string): string => entry.replace(/\b10\.\d{4,9}\/\S+/gu, '');

function doiOf(entry: string): string | null {
  const doi = DOI.exec(entry)?.[1]?.replace(/[.)\]}'’”]+$/u, '');
  return doi ? doi.toLowerCase() : null;
}

/** The year of publication: a known one in parentheses or at a sentence's end before any other. */
function yearOf(entry: string): number | null {
  const plain = withoutDois(entry).replace(/https?:\S+/gu, '');
  const years = [...plain.matchAll(YEAR)];
  const inBrackets = years.find(({ index }) => plain[index - 1] === '(');
  const chosen = inBrackets ?? years.at(-1);
  return chosen ? Number(chosen[1]) : null;
}

type Parts = {
  readonly names: string;
  readonly title: string | null;
  /** Where it stands between them. */
  readonly year?: number;
};

function partsOf(entry: string): Parts {
  const quoted = QUOTED.exec(entry);
  if (quoted) {
    return { names: entry.slice(0, quoted.index), title: cleaned(quoted[1] ?? quoted[2]!) };
  }
  const year = YEAR_AFTER_NAMES.exec(entry);
  if (year && isNames(entry.slice(0, year.index))) {
    const rest = entry.slice(year.index + year[0].length);
    const names = entry.slice(0, year.index);
    return { names, title: cleaned(sentenceOf(rest)), year: Number(year[1]) };
  }
  const end = endOfNames(entry);
  if (end === null) return { names: '', title: null };
  return { names: entry.slice(0, end), title: cleaned(sentenceOf(entry.slice(end).trimStart())) };
}

/** Where the names end: at a full stop or colon that ends no initial; null where none are told. */
function endOfNames(entry: string): number | null {
  for (const stop of entry.matchAll(/[.:](?=\s)/gu)) {
    const before = entry.slice(0, stop.index);
    const next = entry.slice(stop.index + 1).trimStart();
    const isInitial = stop[0] === '.' && /(?:^|[\s.~-])\p{L}$/u.test(before);
    if (isInitial && !endsWithInitials(before, next)) continue;
    if (/\b(?:eds?|jr|st|van|von|vol|no|pp)$/iu.test(before)) continue;
    return isNames(before) ? stop.index + 1 : null;
  }
  return null;
}

/** `… and Liu, P. J. Exploring the limits`: after the last name's initials a title begins. */
function endsWithInitials(before: string, next: string): boolean {
  const isLast = /(?:\band|&|,)\s+(?:[\p{L}'’-]+\s+){0,2}[\p{L}'’-]+,\s+(?:\p{L}\.[\s~-]*)*\p{L}$/u;
  const isOne = /^[\p{L}'’-]+,\s+(?:\p{L}\.[\s~-]*)*\p{L}$/u;
  const startsTitle = /^A\s+\p{L}{2}|^[\p{Lu}\p{N}][^\s.,]+[\s:-]+(?![\p{Lu}]\.)\S+/u.test(next);
  const startsName = /^(?:and\b|&|[\p{L}'’-]+,\s+\p{Lu}\.|et al)/u.test(next);
  return startsTitle && !startsName && (isLast.test(before) || isOne.test(before));
}

/** Whether a text reads like names: words with capitals, between them no others than particles. */
function isNames(text: string): boolean {
  const words = text.replace(/\bet\.? al\b\.?/gu, '').match(/[\p{L}'’.-]+/gu) ?? [];
  const small =
    /^(?:and|und|et|y|e|van|von|der|den|de|da|di|del|della|la|le|du|dos|ter|ten|el|al|bin|d\.|v\.|others|team|group|collaboration|consortium)$/u;
  const others = words.filter(
    (word) => !/^['’]?\p{Lu}|\.\p{Lu}|-\p{Lu}/u.test(word) && !small.test(word),
  );
  return words.length > 0 && others.length <= Math.min(1, words.length / 10);
}

/** The first sentence of a text; a stop within a number or after an abbreviation ends none. */
function sentenceOf(text: string): string {
  for (const stop of text.matchAll(/[.?!](?=\s|$)/gu)) {
    const before = text.slice(0, stop.index);
    const next = text.slice(stop.index + 1).trimStart();
    if (/\b(?:vs|i\.e|e\.g|cf|St|Dr|No|\p{Lu})$/u.test(before) || /^\d+ \p{Ll}/u.test(next))
      continue;
    // A question goes on in small letters: `Why not? an answer`.
    if (stop[0] !== '.' && /^\p{Ll}/u.test(next)) continue;
    return stop[0] === '.' ? before : before + stop[0];
  }
  return text;
}

function cleaned(title: string): string | null {
  const undated = title.replace(/,\s+(?:1[6-9]|20)\d\d[a-z]?$/u, '');
  const plain = undated.replace(/^[\s.,:;“”"]+|[\s.,:;“”"]+$/gu, '').replace(/\s+/gu, ' ');
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  const isVenue = /^(?:in |arxiv|corr\b|url\b|https?:|proceedings\b)/iu.test(plain);
  return letters < LEAST_LETTERS || !plain.includes(' ') || isVenue ? null : plain;
}

function authorsOf(names: string): string[] {
  const plain = names
    .replace(/\(?\bet\.? al\b\.?\)?|\bothers\b|\([^)]*\)/gu, '')
    .replace(/[\s.,:;(]+$/u, '');
  const parts = plain
    .split(/\s*(?:;|,?\s+(?:and|und|&)\s+|,)\s*/u)
    .map((part) => part.trim())
    .filter((part) => /\p{L}/u.test(part));
  const authors: string[] = [];
  for (const part of parts) {
    const isInitials = /^(?:\p{Lu}[.\s~-]*|\p{Ll}\.\s*|Jr\.?|I{2,3})+$/u.test(part);
    if (isInitials && authors.length > 0) authors.push(`${authors.pop()}, ${withStop(part)}`);
    else authors.push(part);
  }
  return authors;
}

const withStop = (initials: string): string =>
  /(?:^|[.\s-])\p{Lu}$/u.test(initials) ? `${initials}.` : initials;
