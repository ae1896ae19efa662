import {
  createOwnPdfs,
  createTexts,
  type HolderChanges,
  type OwnPdfs,
  type Shelf,
  type Texts,
} from '../files/index.ts';
import { createOwnPapers, type Mutations } from '../library/index.ts';
import type { LibraryStore } from '../store/index.ts';

/** Joins the way in for PDFs of the user's own to the store. */
export function openOwnPdfs(
  { dataDir }: { dataDir: string },
  mutations: Mutations,
  shelf: Pick<Shelf, 'place'>,
): OwnPdfs {
  const papers = createOwnPapers(mutations);
  return createOwnPdfs({
    dataDir,
    now: Date.now,
    knownBy: (sha256) => papers.knownBy(sha256),
    onStored: (pdf) => papers.store(pdf),
    place: (file, work) => shelf.place(file, 'own', work),
  });
}

/** Joins the extraction of texts to the store: it follows the PDFs that come and go. */
export function openTexts({ dataDir }: { dataDir: string }, mutations: Mutations): Texts {
  const { store, events } = mutations.context;
  const texts = createTexts({
    dataDir,
    generation: store.generation,
    readChanges: (sequence, most) => changesOf(store, sequence, most),
    onError: (error) => console.error(`offprint: texts of PDFs could not be stored: ${error}`),
  });
  texts.onChange(() => events.changed('files', []));
  // It ends with the database.
  store.collections.files.$.subscribe(() => texts.wake());
  return texts;
}

function changesOf(store: LibraryStore, sequence: number, most: number): HolderChanges {
  const { documents, lastSequence } = store.readChanges('files', sequence, most);
  const holders = documents.map(({ document: { id, sha256, _deleted } }) => ({
    ...{ id, sha256 },
    deleted: _deleted === true,
  }));
  return { holders, lastSequence };
}
