import { setImmediate } from 'node:timers/promises';
import type { Mutations } from '../../library/index.ts';
import {
  BY_SYNC,
  type CollectionName,
  type Fields,
  forgetPapers,
  forgetUnsent,
  type Hlc,
  isFromFile,
  latestClock,
  putMany,
  readStored,
  readUnsent,
  sendAgain,
  sendAnew,
  TRAVELLING,
  type Unsent,
  unsentAmong,
} from '../../store/index.ts';
import {
  countDeleted,
  isPresent,
  type Keeper,
  keyOf,
  type Merged,
  mergeInTurns,
} from '../merge-record.ts';
import type { Loss, SyncRecord } from '../record.ts';
import type { Applied, Keeping, Pending, SyncMemory, SyncStore } from '../sync-store.ts';
import { announce } from './announce.ts';
import type { SyncHistory } from './history.ts';
import type { LocalTables } from './local-tables.ts';
import { paperOf } from './paper-of.ts';
import { withoutRaced } from './raced-deletions.ts';

type Document = SyncRecord['document'];
type Mark = { readonly rows: readonly Unsent[]; readonly papers: readonly string[] };

/** What the library is synchronised through. */
export type LibraryParts = {
  readonly mutations: Mutations;
  readonly local: LocalTables;
  readonly history: SyncHistory;
};

/** Documents of one transaction: a user's own write never waits long. */
const CHUNK = 100;
/** Documents that are looked at in one turn of the event loop. */
const PAGE = 200;
/** Documents to be sent that are read before their length is looked at: some are megabytes long. */
const FEW = 20;
/** Characters of JSON after which a batch is long enough, whatever its documents' number. */
const ENOUGH = 2 * 1024 * 1024;

/** The library of the program, as synchronisation sees it. */
export class LibrarySyncStore implements SyncStore {
  readonly #mutations: Mutations;
  readonly #local: LocalTables;
  readonly #history: SyncHistory;

  constructor({ mutations, local, history }: LibraryParts) {
    this.#mutations = mutations;
    this.#local = local;
    this.#history = history;
  }

  async memory() {
    return this.#local.memory;
  }

  async remember(memory: SyncMemory) {
    this.#local.memory = memory;
  }

  async taken() {
    return this.#local.taken();
  }

  async noteTaken(names: readonly string[], gone: readonly string[]) {
    this.#local.noteTaken(names, gone);
  }

  async pending(limit: number): Promise<Pending> {
    const { rows, records, isAll } = await this.#unsent(limit);
    const spoken = records.flatMap((record) => paperOf(record) ?? []);
    const taken = rows.flatMap(({ collection, id }) => (collection === 'papers' ? [id] : []));
    const papers = this.#local.unknownPapers([...spoken, ...taken]);
    const companions = await this.#read(papers.map((id) => ({ collection: 'papers', id })));
    const all = [...companions, ...records.map(asSent)];
    // They travel with documents.
    const losses = all.length > 0 ? this.#history.unsent() : [];
    // One that is not here yet may be told of later.
    const mark: Mark = { rows, papers: companions.map(({ document: { id } }) => id) };
    return { isAll, records: all, losses, mark };
  }

  async #unsent(limit: number) {
    const records: SyncRecord[] = [];
    const rows: Unsent[] = [];
    let length = 0;
    const unsent = readUnsent(this.#connection, limit);
    for (const page of chunksOf(unsent, FEW)) {
      const keys = page.filter(({ collection }) => collection !== 'papers');
      const found = await this.#read(keys);
      for (const record of found) length += JSON.stringify(record).length;
      records.push(...found);
      rows.push(...page);
      if (length > ENOUGH) break;
    }
    return { rows, records, isAll: rows.length === unsent.length && rows.length < limit };
  }

  async sent({ losses, mark }: Pending) {
    const { rows, papers } = mark as Mark;
    this.#history.noteSent(losses);
    this.#local.notePapers(papers);
    forgetUnsent(this.#connection, rows);
  }

  sendAll() {
    return this.#sendEach(sendAnew);
  }

  sendAgain() {
    return this.#sendEach(sendAgain);
  }

  async #sendEach(send: typeof sendAnew): Promise<void> {
    this.#local.forgetPapers();
    for (const collection of [...TRAVELLING, 'papers'] as const)
      for await (const page of this.#pages(collection)) {
        const sent = page.filter((one) => collection !== 'papers' || isFromFile(one));
        const ids = sent.map(({ id }) => id);
        this.#connection.transaction(() => send(this.#connection, collection, ids));
      }
  }

  async apply(records: readonly SyncRecord[], keep: Keeping): Promise<Applied> {
    const all: Applied[] = [];
    const written: SyncRecord[] = [];
    for (const chunk of chunksOf(records, CHUNK)) {
      const merged = await this.#mutations.exclusively(() => this.#merge(chunk, keep));
      all.push(merged);
      written.push(...merged.documents);
      await setImmediate();
    }
    // Nobody is told of it before.
    await this.#mutations.exclusively(() => this.#mutations.follower.follow());
    announce(this.#mutations.context.events, written);
    return {
      changed: all.reduce((sum, { changed }) => sum + changed, 0),
      merges: all.flatMap(({ merges }) => merges),
      losses: all.flatMap(({ losses }) => losses),
    };
  }

  async learn(losses: readonly Loss[]) {
    return this.#history.learn(losses);
  }

  current(records: readonly SyncRecord[]) {
    const keys = records.map(({ collection, document: { id } }) => ({ collection, id }));
    return this.#read(keys).then((found) => found.map(asSent));
  }

  async wouldDelete(records: readonly SyncRecord[]) {
    let deleted = 0;
    for (const page of chunksOf(records, CHUNK))
      deleted += countDeleted(page, await this.#known(page));
    return deleted;
  }

  async present() {
    let present = 0;
    for (const collection of TRAVELLING)
      for await (const page of this.#pages(collection))
        present += page.filter((document) => isPresent(document)).length;
    return present;
  }

  async #merge(records: readonly SyncRecord[], keep: Keeping): Promise<Merged> {
    const { clock } = this.#mutations.context;
    const known = await this.#known(records);
    const told = await mergeInTurns(records, known, this.#keeper(records, keep));
    await setImmediate();
    const merged = await withoutRaced(this.#mutations, told, known);
    for (const { document } of merged.documents)
      if (document.fields) clock.observe(latestClock(document.fields as Fields));
    // Once they are written, nothing tells any more that there were others.
    this.#history.keep(merged.losses);
    await this.#put(merged);
    return merged;
  }

  #keeper(records: readonly SyncRecord[], keep: Keeping): Keeper | null {
    if (keep === false) return null;
    const next = (): Hlc => this.#mutations.context.clock.next();
    if (keep === 'all') return { keeps: () => true, next };
    const keys = records.map(({ collection, document: { id } }) => ({ collection, id }));
    const waiting = unsentAmong(this.#connection, keys);
    return { keeps: (record) => waiting.has(keyOf(record)), next };
  }

  async #put({ documents, kept }: Merged): Promise<void> {
    const own = new Set(kept.map(keyOf));
    for (const [collection, records] of Map.groupBy(documents, (one) => one.collection)) {
      const told = records.map((record) => asStored(record, own.has(keyOf(record))));
      if (collection === 'papers') await this.#putPapers(told);
      else await putMany<Document>(this.#collection(collection), told);
    }
  }

  /** The target knows them; only those that waited to be sent before still do. */
  async #putPapers(papers: readonly Document[]): Promise<void> {
    const ids = papers.map(({ id }) => id);
    const keys = ids.map((id) => ({ collection: 'papers', id }));
    const waiting = unsentAmong(this.#connection, keys);
    await putMany<Document>(this.#collection('papers'), papers);
    const known = ids.filter((id) => !waiting.has(`papers|${id}`));
    forgetPapers(this.#connection, known);
    this.#local.notePapers(known);
  }

  /** What is here of the documents that records speak of. */
  async #known(records: readonly SyncRecord[]) {
    const keys = records.map(({ collection, document: { id } }) => ({ collection, id }));
    const known = new Map((await this.#read(keys)).map((one) => [keyOf(one), one.document]));
    return (record: SyncRecord) => known.get(keyOf(record));
  }

  async #read(
    keys: readonly { readonly collection: CollectionName; readonly id: string }[],
  ): Promise<SyncRecord[]> {
    const found: SyncRecord[] = [];
    for (const page of pagesOf(keys)) {
      for (const [collection, some] of Map.groupBy(page, (key) => key.collection)) {
        const ids = some.map(({ id }) => id);
        const documents = await readStored<Document>(this.#collection(collection), ids);
        for (const document of documents.values()) found.push({ collection, document });
      }
      await setImmediate();
    }
    return found;
  }

  /** All documents of a collection, as they are read from the disk. */
  async *#pages(collection: CollectionName): AsyncGenerator<readonly Document[]> {
    const { readChanges } = this.#mutations.context.store;
    for (let last = 0; ; ) {
      const { documents, lastSequence } = readChanges(collection, last, PAGE);
      if (documents.length === 0) return;
      yield documents.map(({ document }) => document as unknown as Document);
      last = lastSequence;
      await setImmediate();
    }
  }

  get #connection() {
    return this.#mutations.context.store.connection;
  }

  /** The collections differ in their documents' types; what comes was checked to be one of ours. */
  #collection(name: CollectionName) {
    return this.#mutations.context.store.collections[name] as never;
  }
}

/** Which of this machine's mutations wrote it is nobody else's concern. */
function asSent({ collection, document }: SyncRecord): SyncRecord {
  if (!('by' in document)) return { collection, document };
  return { collection, document: { ...document, by: '' } };
}

function asStored({ document }: SyncRecord, isOwn: boolean): Document {
  return 'fields' in document ? { ...document, by: isOwn ? '' : BY_SYNC } : document;
}

function pagesOf<T>(items: readonly T[]): Generator<readonly T[]> {
  return chunksOf(items, PAGE);
}

function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
