import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type {
  CitationStyle,
  CiteResult,
  ReferenceFormat,
} from '../../../../src-shared/contract/index.ts';
import { idsOf, type Mutations, mergedFields } from '../../library/index.ts';
import type { PaperFacts } from '../../listings/index.ts';
import { elementsOf, readMany } from '../../store/index.ts';
import { citableOf } from './citable.ts';
import { citationKeys } from './citation-keys.ts';
import type { Citable } from './csl-item.ts';
import { FormatThread } from './format-thread.ts';
import { isOurs, readStyleOf, readStyles, writeStyle } from './style-folder.ts';
import { bibtexEntry } from './write-bibtex.ts';
import { risEntry } from './write-ris.ts';

/** What is to be cited, and how; see the contract. */
export type CiteRequest = {
  readonly ids: readonly string[];
  readonly format: ReferenceFormat;
  readonly style?: string | undefined;
};

/** What references work with. */
export type ReferencesOptions = {
  readonly dataDir: string;
  readonly mutations: Mutations;
  /** The id that a paper goes by now. */
  readonly resolve: (id: string) => Promise<string>;
  /** The style of the user's settings. */
  readonly defaultStyle: () => Promise<string>;
};

/** What became of a style of the user's. */
export type AddStyleResult =
  | { readonly ok: true; readonly style: CitationStyle }
  | { readonly ok: false; readonly reason: 'bad-style' | 'disk-full' | 'disk-error' };

type Reference = Extract<CiteResult, { ok: true }>['references'][number];

/** Papers that are read, and written, at a time. */
const CHUNK = 50;
const DEFAULT_STYLE = 'apa';

/** References to papers of the library (XFER-1). */
export class References {
  readonly #options: ReferencesOptions;
  readonly #thread = new FormatThread();

  constructor(options: ReferencesOptions) {
    this.#options = options;
  }

  /** One for each paper that is known, in the order asked for. */
  async cite({ ids, format, style }: CiteRequest): Promise<CiteResult> {
    const papers = await this.#read(ids);
    const keys = citationKeys(papers.map(({ citable }) => citable));
    const keyed = papers.map(({ id, citable }, at) => ({ id, citable, key: keys[at]! }));
    if (format === 'formatted') return this.#format(keyed, style);
    const references: Reference[] = [];
    for (let start = 0; start < keyed.length; start += CHUNK) {
      if (start > 0) await setImmediate();
      const part = keyed.slice(start, start + CHUNK);
      references.push(...part.map((one) => ({ ...unformatted(one, format), id: one.id })));
    }
    return { ok: true, references };
  }

  /** Those of the program first, then the user's by name of their file. */
  async styles(): Promise<CitationStyle[]> {
    const styles = await readStyles(this.#options.dataDir);
    return styles.map(({ id, csl }) => ({ id, title: titleOf(csl) || id }));
  }

  /** Keeps a style under a name made from its own id, so that the same one takes its place. */
  async addStyle(csl: string): Promise<AddStyleResult> {
    const answer = await this.#thread.ask({ kind: 'check', style: csl });
    if (answer.kind !== 'checked' || !answer.check.ok) return { ok: false, reason: 'bad-style' };
    const { title, uri } = answer.check;
    const id = styleId(uri, csl);
    try {
      await writeStyle(this.#options.dataDir, { id, csl });
      return { ok: true, style: { id, title: title.slice(0, 500) } };
    } catch (error) {
      const { code } = error as { code?: string };
      const isFull = code === 'ENOSPC' || code === 'EDQUOT';
      return { ok: false, reason: isFull ? 'disk-full' : 'disk-error' };
    }
  }

  /** Ends what is under way. */
  close(): Promise<void> {
    return this.#thread.close();
  }

  async #format(papers: readonly Keyed[], asked: string | undefined): Promise<CiteResult> {
    const style = await this.#style(asked);
    if (!style) return { ok: false, reason: 'unknown-style' };
    const items = papers.map(({ citable }) => citable.item);
    const answer = await this.#thread.ask({ kind: 'format', style, items });
    if (answer.kind !== 'formatted') return { ok: false, reason: 'bad-style' };
    const references = papers.map(({ id }, at) => ({ id, ...answer.formatted[at]! }));
    return { ok: true, references };
  }

  /** A style of the settings that is not on this machine gives way to ours. */
  async #style(asked: string | undefined): Promise<string | undefined> {
    const { dataDir, defaultStyle } = this.#options;
    if (asked !== undefined) return (await readStyleOf(dataDir, asked))?.csl;
    const found = await readStyleOf(dataDir, await defaultStyle());
    return (found ?? (await readStyleOf(dataDir, DEFAULT_STYLE)))?.csl;
  }

  async #read(asked: readonly string[]): Promise<{ id: string; citable: Citable }[]> {
    const papers: { id: string; citable: Citable }[] = [];
    for (let start = 0; start < asked.length; start += CHUNK) {
      if (start > 0) await setImmediate();
      const ids = await Promise.all(
        asked.slice(start, start + CHUNK).map((id) => this.#options.resolve(id)),
      );
      papers.push(...(await this.#readChunk(ids)));
    }
    return papers;
  }

  async #readChunk(present: readonly string[]): Promise<{ id: string; citable: Citable }[]> {
    const { mutations } = this.#options;
    const { papers, states } = mutations.context.store.collections;
    const groups = present.map((id) => idsOf(mutations, id));
    const [known, said] = await Promise.all([
      readMany(papers, groups.flat()),
      readMany(states, groups.flat()),
    ]);
    return groups.flatMap((group, at) => {
      const document = group.map((id) => known.get(id)).find((one) => one !== undefined);
      if (!document) return [];
      const tags = elementsOf(mergedFields(group.map((id) => said.get(id))), 'tags');
      const facts = document.facts as unknown as PaperFacts;
      return [{ id: present[at]!, citable: citableOf(present[at]!, facts, tags) }];
    });
  }
}

type Keyed = { readonly id: string; readonly citable: Citable; readonly key: string };

function unformatted({ citable, key }: Keyed, format: Exclude<ReferenceFormat, 'formatted'>) {
  const nothing = { html: null, inline: null };
  if (format === 'ris') return { text: risEntry(citable, key), ...nothing };
  if (format === 'csl-json')
    return { text: JSON.stringify({ ...citable.item, id: key }, null, 2), ...nothing };
  return { text: bibtexEntry(citable, key, format), ...nothing };
}

/** Of what the processor has read before, or of ours. */
function titleOf(csl: string): string {
  const [, title = ''] = /<info>[\s\S]*?<title[^>]*>([^<]*)<\/title>/.exec(csl) ?? [];
  return title
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .trim()
    .slice(0, 500);
}

/** Letters of a style's address that stand at its end, such as `nature`; never one of ours. */
function styleId(uri: string, csl: string): string {
  const name = uri.split(/[/#:]/).at(-1) ?? '';
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const id = plain.slice(0, 100) || hash('sha256', csl).slice(0, 16);
  return isOurs(id) ? `${id}-custom` : id;
}
