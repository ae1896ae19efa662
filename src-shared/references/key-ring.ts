import type { ReferenceFormat } from '../contract/index.ts';

/** Where a format has the key of an entry. */
const KEYS: Readonly<Record<ReferenceFormat, RegExp | null>> = {
  bibtex: /^(@\w+\{)([^,\s]+)/,
  biblatex: /^(@\w+\{)([^,\s]+)/,
  ris: /^(ID {2}- )(\S+)/m,
  'csl-json': /^(\s*"id": ")([^"\\]+)/m,
  formatted: null,
};

/**
 * Keeps the keys of references apart that come in several answers of `exchange.cite`, which are
 * unique in each answer alone. What is asked for in the same parts gets the same keys again.
 */
export class KeyRing {
  readonly #taken = new Set<string>();

  /** The reference, under a key that none before it has. */
  unique(format: ReferenceFormat, reference: string): string {
    const pattern = KEYS[format];
    if (!pattern) return reference;
    return reference.replace(pattern, (_, before: string, key: string) => before + this.#take(key));
  }

  #take(key: string): string {
    let free = key;
    for (let number = 2; this.#taken.has(free); number++) free = `${key}-${number}`;
    this.#taken.add(free);
    return free;
  }
}

/** What stands before, between and after the references of a file. */
export const REFERENCE_FRAMES: Readonly<
  Record<
    ReferenceFormat,
    { readonly before: string; readonly between: string; readonly after: string }
  >
> = {
  bibtex: { before: '', between: '\n', after: '' },
  biblatex: { before: '', between: '\n', after: '' },
  ris: { before: '', between: '\n', after: '' },
  'csl-json': { before: '[\n', between: ',\n', after: '\n]\n' },
  formatted: { before: '', between: '\n\n', after: '\n' },
};

/** How a file of references is called. */
export const REFERENCE_ENDINGS: Readonly<Record<ReferenceFormat, string>> = {
  bibtex: '.bib',
  biblatex: '.bib',
  ris: '.ris',
  'csl-json': '.json',
  formatted: '.txt',
};
