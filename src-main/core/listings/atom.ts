import { setImmediate } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** One entry of an Atom feed of arXiv's, as it stands there; texts are not folded. */
export type AtomEntry = {
  id: string;
  title: string;
  summary: string;
  published: string;
  updated: string;
  comment: string;
  doi: string;
  journalRef: string;
  primaryCategory: string;
  readonly categories: string[];
  readonly authors: string[];
};

/** A feed's entries in order. `isFeed` is false for XML of another kind. */
export type AtomFeed = {
  readonly isFeed: boolean;
  /** How many entries there are in all, over every page; null where it does not say. */
  readonly total: number | null;
  readonly entries: readonly AtomEntry[];
};

/** Parsed in so many characters at a time; others get their turn in between (PERF-7). */
const CHUNK = 128 * 1024;

type TextField = Exclude<keyof AtomEntry, 'categories' | 'authors' | 'primaryCategory'>;

const TEXT_FIELDS: Readonly<Record<string, TextField>> = {
  id: 'id',
  title: 'title',
  summary: 'summary',
  published: 'published',
  updated: 'updated',
  'arxiv:comment': 'comment',
  'arxiv:doi': 'doi',
  'arxiv:journal_ref': 'journalRef',
};

/** Parses a feed; undefined where it is not well-formed XML. No external entity is ever read. */
export async function parseAtom(xml: string): Promise<AtomFeed | undefined> {
  const reader = new FeedReader();
  const parser = new SaxesParser();
  let isBroken = false;
  parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes));
  parser.on('closetag', ({ name }) => reader.close(name));
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('error', () => {
    isBroken = true;
  });
  for (let start = 0; start < xml.length && !isBroken; start += CHUNK) {
    if (start > 0) await setImmediate();
    const chunk = xml.slice(start, start + CHUNK);
    parser.write(start === 0 ? chunk.replace(/^\uFEFF/, '') : chunk);
  }
  if (!isBroken) parser.close();
  const { isFeed, total, entries } = reader;
  return isBroken ? undefined : { isFeed, total, entries };
}

class FeedReader {
  readonly entries: AtomEntry[] = [];
  isFeed = false;
  total: number | null = null;
  readonly #path: string[] = [];
  #entry: AtomEntry | undefined;
  #text = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length === 0) this.isFeed = name === 'feed';
    this.#path.push(name);
    this.#text = '';
    const { term = '' } = attributes;
    if (name === 'entry') this.#entry = emptyEntry();
    else if (name === 'category' && term) this.#entry?.categories.push(term);
    else if (name === 'arxiv:primary_category' && this.#entry) this.#entry.primaryCategory = term;
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    this.#path.pop();
    const parent = this.#path.at(-1);
    if (name === 'entry' && this.#entry) this.#finish(this.#entry);
    else if (parent === 'author' && name === 'name') this.#entry?.authors.push(this.#text);
    else if (parent === 'entry') this.#keep(name);
    else if (name === 'opensearch:totalResults') this.total = toCount(this.#text);
    this.#text = '';
  }

  #finish(entry: AtomEntry): void {
    this.entries.push(entry);
    this.#entry = undefined;
  }

  #keep(name: string): void {
    const field = TEXT_FIELDS[name];
    if (field && this.#entry) this.#entry[field] = this.#text;
  }
}

function toCount(text: string): number | null {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}

function emptyEntry(): AtomEntry {
  return {
    ...{ id: '', title: '', summary: '', published: '', updated: '' },
    ...{ comment: '', doi: '', journalRef: '', primaryCategory: '', categories: [], authors: [] },
  };
}
