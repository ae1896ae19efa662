/** An arXiv id without its version, and the version where one was named. */
export type ArxivId = { readonly id: string; readonly version: number | null };

const NEW_STYLE = /^(\d{4}\.\d{4,5})(?:v([1-9]\d{0,2}))?$/;
/** `archive.CLASS/YYMMNNN`; the subject class is no part of the id. */
const OLD_STYLE = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]+)?\/(\d{7})(?:v([1-9]\d{0,2}))?$/i;
const PLACES = [
  // Mirrors, and ar5iv.labs.arxiv.org, lie under arXiv's own name.
  /^(?:[a-z0-9-]+\.)*arxiv\.org\/(?:abs|pdf|html|ps|src|e-print|format)\/(.+)$/i,
  /^(?:www\.)?ar5iv\.org\/(?:abs|pdf|html)\/(.+)$/i,
  /^(?:www\.)?(?:huggingface\.co|hf\.co)\/papers\/(.+)$/i,
  /^(?:www\.)?alphaxiv\.org\/(?:[a-z]{2}\/)?(?:abs|pdf|html|overview)\/(.+)$/i,
  /^(?:(?:(?:dx|www)\.)?doi\.org\/|doi:\s*)?10\.48550\/arxiv\.(.+)$/i,
];

/**
 * The arXiv id in a text: an id of either style, with or without `arXiv:` and version, its DOI, or
 * a URL of a paper's page, of its file, or of something under its page. Undefined for anything else.
 */
export function parseArxivId(text: string): ArxivId | undefined {
  const bare = text.trim().replace(/^arxiv:\s*/i, '');
  return parseBare(bare) ?? parseUrl(bare);
}

function parseBare(text: string): ArxivId | undefined {
  const modern = NEW_STYLE.exec(text);
  if (modern) return { id: modern[1]!, version: toVersion(modern[2]) };
  const old = OLD_STYLE.exec(text);
  return old ? { id: `${old[1]!.toLowerCase()}/${old[2]}`, version: toVersion(old[3]) } : undefined;
}

function parseUrl(text: string): ArxivId | undefined {
  const place = text.replace(/^https?:\/\//i, '').replace(/[?#].*$/, '');
  for (const pattern of PLACES) {
    const path = pattern.exec(place)?.[1];
    if (path) return parsePath(path.replace(/\/$/, ''));
  }
  return undefined;
}

function parsePath(path: string): ArxivId | undefined {
  const [first = '', second = ''] = path.split('/');
  const places = [path, first, `${first}/${second}`];
  for (const place of places) {
    const found = parseBare(place.replace(/\.(pdf|md)$/i, ''));
    if (found) return found;
  }
  return undefined;
}

function toVersion(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** An arXiv category as arXiv writes it, such as `cs.CL`, `hep-th`, `cond-mat.str-el` or `cs.*`. */
const CATEGORY = /^([a-z]+(?:-[a-z]+)?)(?:\.(\*|[a-z]{2}|[a-z]+(?:-[a-z]+)*))?$/i;
/** Their subject classes are written in lower case, all others' in capitals. */
const LOWER_CASE = ['cond-mat', 'physics'];

/** The category in a text, its letters as arXiv has them; undefined where it cannot be one. */
export function parseCategory(text: string): string | undefined {
  const match = CATEGORY.exec(text.trim());
  if (!match) return undefined;
  const archive = match[1]!.toLowerCase();
  const subject = match[2];
  if (!subject) return archive;
  const isLower = LOWER_CASE.includes(archive);
  return `${archive}.${isLower ? subject.toLowerCase() : subject.toUpperCase()}`;
}
