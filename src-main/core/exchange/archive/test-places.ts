import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Views } from '../../index/index.ts';
import type { Mutations } from '../../library/index.ts';
import {
  COLLECTION_NAMES,
  type CollectionName,
  putMany,
  withDeletion,
  withElement,
  withValue,
} from '../../store/index.ts';
import { Exports, type ImportContext, importArchive } from './index.ts';

/** A document of any collection. */
type Document = { readonly id: string; readonly [key: string]: unknown };
type Contents = Record<string, unknown>;

/** The part of a test library that is used here. */
export type OpenLibrary = {
  readonly folder: string;
  readonly mutations: Mutations;
  readonly views: Views;
  shut(): Promise<void>;
};

type Open = (folder: string) => Promise<OpenLibrary>;

/** The day of every archive here. */
const AT = Date.UTC(2026, 10, 21, 3);
/** A library of its own that is open only while somebody works with it: RxDB allows one at a time. */
export type Place = {
  readonly folder: string;
  use<T>(work: (library: OpenLibrary) => Promise<T>): Promise<T>;
};

let places = 0;

/** A place that `open` opens, as `openTestLibrary` does. */
export function placeIn(root: string, open: Open): Place {
  const folder = join(root, `place-${++places}`);
  return {
    folder,
    use: async (work) => {
      const library = await open(folder);
      try {
        return await work(library);
      } finally {
        await library.shut();
      }
    },
  };
}

/** A shelf without a quota. */
const ENDLESS: ImportContext['shelf'] = {
  receive: async (_file, work) => {
    await work();
    return true;
  },
};

/** What an import needs of a library. */
export function contextOf({ folder, mutations }: OpenLibrary): ImportContext {
  return { dataDir: folder, mutations, shelf: ENDLESS };
}

/** Puts documents of a collection. */
export async function put(
  { mutations }: OpenLibrary,
  name: CollectionName,
  documents: readonly Document[],
): Promise<void> {
  await putMany(mutations.context.store.collections[name] as never, documents);
  await mutations.follower.follow();
}

/** Every document as it is, but for what the storage keeps beside it. */
export const contentsOf = (from: Place): Promise<Contents> =>
  from.use(async (one) => contentsIn(one));

function contentsIn({ mutations }: OpenLibrary): Contents {
  const contents: Contents = {};
  for (const name of COLLECTION_NAMES) {
    for (const { document } of mutations.context.store.readChanges(name, 0, 1_000_000).documents) {
      const { _rev, _meta, _deleted, _attachments, ...rest } = document as Record<string, unknown>;
      if (!_deleted) contents[`${name}/${document.id}`] = rest;
    }
  }
  return contents;
}

/** The stored PDFs by their paths. */
export function pdfsIn({ folder }: Place): Record<string, string> {
  const paths = readdirSync(join(folder, 'pdf'), { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => path.endsWith('.pdf')).sort();
  return Object.fromEntries(
    files.map((path) => [path, readFileSync(join(folder, 'pdf', path), 'latin1')]),
  );
}

/** Stores a PDF of a paper; its path. */
export async function storePdf(
  target: OpenLibrary,
  paperId: string,
  content: string,
): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const path = join(target.folder, 'pdf', sha256.slice(0, 2), `${sha256.slice(2)}.pdf`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  const file = { paperId, sha256, bytes: content.length, pages: 1, version: null, url: '' };
  const document = {
    ...file,
    id: `${paperId}|${sha256}`,
    storedAt: 1,
    origin: 'own',
    name: 'a.pdf',
  };
  await put(target, 'files', [document]);
  return path;
}

/** Writes an archive of a place that nobody has open. */
export async function archiveOf({ folder }: Place) {
  const exports = new Exports({ dataDir: folder, version: '1.2.3', clock: { now: () => AT } });
  const made = await exports.exportArchive();
  await exports.close();
  if (!made.ok) throw new Error(made.reason);
  return made;
}

const going = new AbortController().signal;
/** Takes an archive in. */
export const take = (target: Place, path: string) =>
  target.use((library) => importArchive(contextOf(library), path, going));

/** A clock of this many milliseconds. */
export const clockOf = (number: number): string =>
  `${number.toString(16).padStart(12, '0')}-0000-0123456789ab`;

/** Facts of a paper with where they are from. */
export const facts = (from: Record<string, string>, said: object) => ({
  arxivId: '1',
  from,
  ...said,
});

/** A library with something of everything. */
export async function fill(target: OpenLibrary): Promise<void> {
  const title = { title: 'A “title” with 文献 and \u0000', abstract: null, later: { kept: [1] } };
  await put(target, 'papers', [
    { id: 'arxiv:1', facts: facts({ title: 'hf' }, title) },
    { id: 'title:2', facts: facts({}, { title: null }) },
  ]);
  const place = { day: '2026-06-15', paperId: 'arxiv:1', position: 0 };
  const rest = { upvotes: 3, comments: null, submittedBy: null };
  await put(target, 'listings', [{ id: '2026-06-15|arxiv:1', ...place, ...rest }]);
  const tags = withElement({}, 'tags', 'gone', false, clockOf(7));
  await put(target, 'states', [{ id: 'arxiv:1', fields: tags, by: 'mutation-1' }]);
  const deleted = withDeletion(withValue({}, 'name', 'Gone', clockOf(1)), true, clockOf(2));
  await put(target, 'collections', [{ id: 'gone', fields: deleted, by: 'mutation-2' }]);
  await put(target, 'aliases', [{ id: 'title:2', target: 'arxiv:1' }]);
  await storePdf(target, 'arxiv:1', `%PDF-1.7 ${'one '.repeat(50_000)}`);
  await storePdf(target, 'arxiv:1', '%PDF-1.7 two');
}
