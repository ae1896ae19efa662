import {
  createFiles,
  type Files,
  type FilesOptions,
  newestFile,
  type Shelf,
  type StoredPdf,
} from '../files/index.ts';
import type { Mutations, PdfQueueView } from '../library/index.ts';
import type { Clock, Http, Origins, PaperFacts } from '../listings/index.ts';
import type { LocalStore } from '../local/index.ts';
import {
  type FileDocument,
  type LibraryStore,
  putOne,
  readOne,
  readWhere,
} from '../store/index.ts';

/**
 * arXiv's newest version of a paper, asked for together with those of other papers; null where that
 * cannot be found out in time.
 */
export type VersionOf = (
  arxivId: string,
  alongside: () => readonly string[],
) => Promise<number | null>;

/** Papers of the queue whose versions are asked for in one request. */
const ASKED_TOGETHER = 100;

/** Joins the queue of PDFs to the store: where to fetch from, and what to do with what came. */
export function openFiles(
  { clock, dataDir, origins }: { clock: Clock; dataDir: string; origins: Origins },
  mutations: Mutations,
  local: LocalStore,
  http: Http,
  {
    room,
    textStatus,
    versionOf,
  }: Pick<FilesOptions, 'room' | 'textStatus'> & { readonly versionOf: VersionOf },
): Files {
  const { store, readModel, events } = mutations.context;
  const queued = (): string[] =>
    files.queue({ offset: 0, limit: ASKED_TOGETHER }).items.map(({ paperId }) => paperId);
  const files: Files = createFiles({
    dataDir,
    http,
    clock,
    queueDb: local.connection.db,
    sourceOf: (paperId) =>
      sourceOf(store, origins, (arxivId) => versionOf(arxivId, queued), paperId),
    knownSourceOf: async (paperId) => {
      const facts = await factsOf(store, paperId);
      return facts && { version: facts.arxiv?.version ?? null };
    },
    storedOf: (paperId) => storedOf(store, readModel.idsOf(paperId)),
    onStored: (pdf) => remember(mutations, pdf),
    ...{ room, textStatus },
  });
  files.onChange((paperIds) => events.changed('files', paperIds));
  return files;
}

/** What the library asks of the queue and of what is stored. */
export function queueView(files: Files, shelf: Shelf): PdfQueueView {
  return {
    pending: (paperId) => files.stateOf(paperId),
    isPinned: (paperId) => shelf.isPinned(paperId),
  };
}

/**
 * Forgets a stored PDF whose file is gone or damaged, and fetches it again. Rejects, and forgets
 * nothing, where it is to be had from nowhere.
 */
export async function fetchAgain(
  mutations: Mutations,
  files: Files,
  file: FileDocument,
): Promise<void> {
  const { store, readModel, events } = mutations.context;
  const paperId = readModel.canonicalId(file.paperId);
  if (file.origin === 'own' || !(await factsOf(store, paperId)))
    throw new Error(`the PDF of ${paperId} is to be had from nowhere`);
  await mutations.exclusively(async () => {
    await (await store.collections.files.findOne(file.id).exec())?.incrementalRemove();
    await mutations.follower.follow();
  });
  events.changed('papers', [paperId]);
  await files.fetch([paperId], { first: false });
}

async function sourceOf(
  store: LibraryStore,
  origins: Origins,
  versionOf: (arxivId: string) => Promise<number | null>,
  paperId: string,
): Promise<{ url: string; version: number | null } | undefined> {
  const facts = await factsOf(store, paperId);
  if (!facts) return undefined;
  // A file that is asked for by its version is known to be that one (LIST-10).
  const version = await versionOf(facts.arxivId);
  const name = version === null ? facts.arxivId : `${facts.arxivId}v${version}`;
  return { url: new URL(`/pdf/${name}`, origins.arxivPdf).href, version };
}

/** Undefined for a paper that only its own file tells of: it is to be had from nowhere. */
async function factsOf(
  store: LibraryStore,
  paperId: string,
): Promise<(PaperFacts & { readonly arxivId: string }) | undefined> {
  const paper = await readOne(store.collections.papers, paperId);
  const facts = paper?.facts as unknown as PaperFacts | undefined;
  return facts?.arxivId ? { ...facts, arxivId: facts.arxivId } : undefined;
}

async function storedOf(
  store: LibraryStore,
  ids: readonly string[],
): Promise<StoredPdf | undefined> {
  const newest = newestFile(
    await readWhere(store.collections.files, { paperId: { $in: [...ids] } }),
  );
  if (!newest) return undefined;
  const { storedAt, id: _id, origin: _origin, name: _name, ...pdf } = newest;
  return { ...pdf, at: storedAt };
}

async function remember(mutations: Mutations, { at, ...pdf }: StoredPdf): Promise<void> {
  const { store, events } = mutations.context;
  await mutations.exclusively(async () => {
    const id = `${pdf.paperId}|${pdf.sha256}`;
    const from = { origin: 'fetched', name: null } as const;
    await putOne(store.collections.files, { ...pdf, ...from, id, storedAt: at });
    await mutations.follower.follow();
  });
  events.changed('papers', [pdf.paperId]);
}
