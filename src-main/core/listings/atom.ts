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
export type AtomFeed = { readonly isFeed: boolean; readonly entries: readonly AtomEntry[] };

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
export function parseAtom(xml: string): AtomFeed | undefined {
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
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return isBroken ? undefined : { isFeed: reader.isFeed, entries: reader.entries };
}

class FeedReader {
  readonly entries: AtomEntry[] = [];
  isFeed = false;
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

function emptyEntry(): AtomEntry {
  return {
    ...{ id: '', title: '', summary: '', published: '', updated: '' },
    ...{ comment: '', doi: '', journalRef: '', primaryCategory: '', categories: [], authors: [] },
  };
}
