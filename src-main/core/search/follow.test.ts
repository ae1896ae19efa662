import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PaperActs, undo } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { noteIdOf, putOne, readOne, withDeletion, withText, withValue } from '../store/index.ts';
import { TestIndex } from '../test-search-index.ts';
import { Trash } from '../trash/index.ts';

let library: TestLibrary;
let index: TestIndex;
let world: World;

async function begin(): Promise<void> {
  library = await openTestLibrary();
  index = new TestIndex(library);
  world = new World();
}

async function end(): Promise<void> {
  index.close();
  await library.close();
}

const PAPERS = ['arxiv:1', 'arxiv:2', 'arxiv:3', 'title:x'] as const;
const PDFS = ['one', 'two', 'three'] as const;
const WORDS = [
  ...['quantization', 'diffusion', 'transformer', 'sparse', 'attention', 'kernels'],
  ...['schrödinger', 'eﬃcient', '深度学习', 'bridge', 'wombat', 'of'],
] as const;
/** Also words that nothing has, words mistyped, and what the read model knows by itself. */
const QUERIES = [
  ...['quantization', 'quantizaton', 'difusion', 'transformer sparse', '"sparse attention"', 'of'],
  ...['attention -kernels', 'schrodinger OR wombat', 'eff', 'efficient', '学习', 'bridg'],
  ...['note:wombat', 'highlight:sparse', 'title:diffusion', 'abstract:kernels', 'text:bridge'],
  ...['tag:sparse', 'has:note', 'has:highlight', 'has:pdf', 'has:code', '-has:note', 'year:2024'],
  ...['author:lovelace', 'sparse has:pdf', '-wombat', 'lovelace', 'text:attention -title:of'],
];

/** What can be done to a library, each with the numbers that say to what, and with which words. */
class World {
  readonly acts = new PaperActs(library.mutations, 'here');
  readonly trash = new Trash({
    ...{ mutations: library.mutations, now: Date.now, discardPdfs: async () => undefined },
  });
  readonly #done: string[] = [];
  readonly #hashes = new Map<string, string>();
  #clock = 0;

  async paper(id: string, [title = '', abstract = '', code = '']: readonly string[]) {
    const facts = {
      ...{ title, abstract, authors: ['Ada Lovelace'], publishedAt: '2024-03-01' },
      ...{ githubRepo: code.includes('kernels') ? 'https://github.com/a/b' : null },
    };
    await putOne(this.#collections.papers, { id, facts });
  }

  async note(id: string, [markdown = '', gone = '']: readonly string[]) {
    const known = await readOne(this.#collections.notes, noteIdOf(id));
    const fields = withText(known?.fields ?? {}, 'body', '', this.#next());
    await putOne(this.#collections.notes, {
      ...{ id: noteIdOf(id), paperId: id, markdown, by: randomUUID() },
      fields: withDeletion(fields, gone.length > 14, this.#next()),
    });
  }

  async mark(id: string, [exact = '', gone = '']: readonly string[]) {
    const fields = withValue({}, 'colour', 'blue', this.#next());
    await putOne(this.#collections.annotations, {
      ...{ id: `mark of ${id}`, paperId: id, kind: 'highlight', fileSha256: 'f', version: null },
      ...{ order: '0', createdAt: 0, anchor: { pages: [{ exact }] }, by: randomUUID() },
      fields: withDeletion(fields, gone.length > 14, this.#next()),
    });
  }

  async tag(id: string, [words = '']: readonly string[]) {
    const [tag = 'sparse'] = words.split(' ');
    const is = words.length % 2 === 0 ? { tagsAdded: [tag] } : { tagsRemoved: [tag] };
    await this.#do((mutation) => this.acts.updateMany(mutation, [id], is));
  }

  async discard(id: string) {
    await this.#do((mutation) => this.trash.remove(mutation, [id]));
  }

  async restore(id: string) {
    await this.#do((mutation) => this.trash.restore(mutation, [{ kind: 'paper', id }]));
  }

  async purge(id: string) {
    await this.#do((mutation) => this.trash.empty(mutation, [{ kind: 'paper', id }]));
  }

  async merge(id: string, _: readonly string[], other: string) {
    await this.#do((mutation) => this.acts.merge(mutation, id, [other]));
  }

  async undo() {
    const last = this.#done.pop();
    if (last !== undefined) await undo(library.mutations, randomUUID(), [last]);
  }

  async alias(id: string) {
    await putOne(this.#collections.aliases, { id: 'title:x', target: id });
  }

  async file(id: string, [word = '']: readonly string[]) {
    const name = nameOf(word);
    this.#hashes.set(name, await index.putFile(id, name));
  }

  async text(_: string, pages: readonly string[]) {
    const sha256 = this.#hashes.get(nameOf(pages[0]!));
    if (sha256 !== undefined) index.putText(sha256, pages);
  }

  async unfile(id: string, [word = '']: readonly string[]) {
    await index.removeFile(id, nameOf(word));
  }

  async reread() {
    index.rereadTexts();
  }

  async renew() {
    index.release();
    await library.mutations.follower.mend(true);
  }

  async restart() {
    index.shut();
    index.reopen();
  }

  /** The index takes in a step, and a question is asked while it is on its way. */
  async step(_: string, [word = 'of']: readonly string[]) {
    index.step();
    index.answer(word.split(' ')[0]!);
  }

  async ask() {
    index.follow();
    for (const query of QUERIES) index.answer(query);
  }

  async #do(act: (mutationId: string) => Promise<unknown>): Promise<void> {
    const id = randomUUID();
    await act(id);
    this.#done.push(id);
  }

  get #collections() {
    return library.mutations.context.store.collections;
  }

  #next(): string {
    this.#clock += 1;
    return String(this.#clock).padStart(8, '0');
  }
}

const nameOf = (word: string): string => PDFS[word.length % PDFS.length]!;

const ACTS = [
  ...['paper', 'paper', 'paper', 'note', 'mark', 'tag', 'discard', 'restore', 'purge', 'merge'],
  ...['undo', 'alias', 'file', 'file', 'text', 'text', 'unfile', 'reread', 'renew', 'restart'],
  ...['step', 'ask'],
] as const satisfies readonly (keyof World)[];

const texts = fc.array(
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((all) => all.join(' ')),
  { minLength: 2, maxLength: 3 },
);
const deed = fc.record({
  act: fc.constantFrom(...ACTS),
  id: fc.constantFrom(...PAPERS),
  texts,
  other: fc.constantFrom(...PAPERS),
});
type Deed = {
  readonly act: (typeof ACTS)[number];
  readonly id: string;
  readonly texts: readonly string[];
  readonly other: string;
};

async function run(deeds: readonly Deed[]): Promise<void> {
  for (const { act, id, texts, other } of deeds) {
    await world[act](id, texts, other);
    await library.mutations.follower.follow();
  }
}

/** An index that followed step by step answers as one that is made from nothing. */
function expectSame(): void {
  index.putWaitingTexts();
  index.follow();
  const followed = QUERIES.map((query) => index.answer(query));
  index.shut();
  index.reopen();
  expect(QUERIES.map((query) => index.answer(query))).toEqual(followed);
  index.rebuild();
  expect(followed).toEqual(QUERIES.map((query) => index.answer(query)));
}

describe('an index that follows the library', () => {
  it('[FIND-1] answers as one made from nothing, whatever was done to the library', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(deed, { minLength: 1, maxLength: 30, size: 'max' }),
          async (deeds) => {
            await run(deeds);
            expectSame();
          },
        )
        .beforeEach(begin)
        .afterEach(end),
      { seed: 2026, numRuns: 25, endOnFailure: true },
    );
  }, 60_000);

  describe('told of a few things', () => {
    beforeEach(begin);
    afterEach(end);

    it('[LIB-5] takes a duplicate with its PDF in, and parts it again', async () => {
      await world.paper('arxiv:1', ['One', 'stays']);
      await world.paper('arxiv:2', ['Another', 'goes']);
      await world.note('arxiv:2', ['quokka']);
      index.putText(await index.putFile('arxiv:2', 'one'), ['first page', 'numbat']);
      await library.mutations.follower.follow();
      index.follow();
      await world.merge('arxiv:1', [], 'arxiv:2');
      index.follow();
      expect(idsOf('quokka')).toEqual(['arxiv:1']);
      expect(idsOf('numbat')).toEqual(['arxiv:1']);
      await world.undo();
      index.follow();
      expect(idsOf('quokka')).toEqual(['arxiv:2']);
      expect(idsOf('numbat')).toEqual(['arxiv:2']);
    });

    it('[FIND-1] takes in a PDF that was read before its paper was described', async () => {
      index.putText(await index.putFile('arxiv:1', 'one'), ['numbat']);
      index.follow();
      await world.paper('arxiv:1', ['Late', 'but there']);
      await library.mutations.follower.follow();
      index.follow();
      expect(idsOf('numbat')).toEqual(['arxiv:1']);
    });

    it('[PERF-7] writes each PDF once, and few of them in a step', async () => {
      for (let n = 0; n < 9; n++) {
        await world.paper(`arxiv:${n}`, [`Paper ${n}`, '']);
        index.putText(await index.putFile(`arxiv:${n}`, `pdf ${n}`), ['numbat']);
      }
      await library.mutations.follower.follow();
      const found: number[] = [];
      do found.push(idsOf('text:numbat').length);
      while (index.step());
      const written = found.map((count, at) => count - (found[at - 1] ?? 0)).filter((n) => n > 0);
      expect(written).toEqual([2, 2, 2, 2, 1]);
    });
  });
});

const idsOf = (query: string): string[] => index.answer(query).hits.map(({ id }) => id);
