import { type Held, Shelf, type ShelfLibrary } from '../files/index.ts';
import type { PdfWants } from '../index/index.ts';
import { type Mutations, purgedAmong } from '../library/index.ts';
import type { LocalStore } from '../local/index.ts';
import type { MachineSettingsStore } from '../settings/index.ts';
import { fieldValue, isPurged, readMany, readWhere } from '../store/index.ts';

/** What the shelf is joined to. */
export type ShelfParts = {
  readonly dataDir: string;
  readonly mutations: Mutations;
  readonly local: LocalStore;
  readonly machine: MachineSettingsStore;
  readonly wants: PdfWants;
  /** Papers that have a tab. */
  readonly openPapers: () => readonly string[];
  /** Ids of stored files that a policy wants to be here. */
  readonly wantedFiles: () => ReadonlySet<string>;
  readonly onEvicted: (files: readonly Held[], byUser: boolean) => void;
};

/** Joins the stored PDFs to the store, the read model and the settings of this machine. */
export function openShelf(parts: ShelfParts): Shelf {
  const { dataDir, local, machine, onEvicted } = parts;
  return new Shelf({
    ...{ dataDir, onEvicted, db: local.connection.db, library: shelfLibrary(parts) },
    quota: () => machine.get().pdfQuota,
  });
}

/** When papers were read last, as the user's documents tell. */
export async function readTimesOf(
  mutations: Mutations,
  paperIds: readonly string[],
): Promise<Map<string, number>> {
  const { store, readModel } = mutations.context;
  const idsOf = new Map(paperIds.map((id) => [id, [id, ...readModel.idsOf(id)]]));
  const states = await readMany(store.collections.states, [...new Set([...idsOf.values()].flat())]);
  const readAt = (id: string): number =>
    fieldValue<number | null>(states.get(id)?.fields ?? {}, 'lastReadAt', null) ?? 0;
  const times = paperIds.map((id) => [id, Math.max(...idsOf.get(id)!.map(readAt))] as const);
  return new Map(times.filter(([, at]) => at > 0));
}

function shelfLibrary({ mutations, wants, openPapers, wantedFiles }: ShelfParts): ShelfLibrary {
  const { store, readModel } = mutations.context;
  return {
    readFiles: (sequence, limit) => store.readChanges('files', sequence, limit),
    readTimes: (paperIds) => readTimesOf(mutations, paperIds),
    annotatedFiles: () => wants.annotatedFiles(),
    filesOf: (paperIds) => wants.filesOf(paperIds.map((id) => readModel.canonicalId(id))),
    idsOf: (paperId) => readModel.idsOf(paperId),
    openPapers,
    wantedFiles,
    areMarked: async (paperIds) => (await markedPapers(mutations, paperIds)).size > 0,
    release: (files) =>
      take(mutations, async () => {
        const papers = files.map(({ paperId }) => paperId);
        const marked = await markedPapers(mutations, papers);
        return files.filter(({ paperId }) => !marked.has(paperId));
      }),
    remove: (files) =>
      take(mutations, async () => {
        const papers = files.map(({ paperId }) => paperId);
        const purged = await purgedAmong(mutations, papers);
        return files.filter(({ paperId }) => purged.has(paperId));
      }),
  };
}

/** Takes documents out between two mutations: no mark can be made on a paper meanwhile. */
function take(
  mutations: Mutations,
  choose: () => Promise<readonly Held[]>,
): Promise<readonly Held[]> {
  return mutations.exclusively(async () => {
    const { store, events } = mutations.context;
    const going = await choose();
    if (going.length === 0) return going;
    const { error } = await store.collections.files.bulkRemove(going.map(({ id }) => id));
    if (error[0]) throw new Error(`could not remove ${error[0].documentId}`, { cause: error[0] });
    await mutations.follower.follow();
    events.changed(
      'papers',
      going.map(({ paperId }) => paperId),
    );
    return going;
  });
}

/** Those of the papers that bear marks under any of their ids, in the trash or not. */
async function markedPapers(
  mutations: Mutations,
  paperIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { store, readModel } = mutations.context;
  const papers = [...new Set(paperIds)];
  const ids = new Map(papers.map((id) => [id, readModel.idsOf(id)]));
  const selector = { paperId: { $in: [...new Set([...papers, ...[...ids.values()].flat()])] } };
  const marks = await readWhere(store.collections.annotations, selector);
  const marked = new Set(
    marks.filter(({ fields }) => !isPurged(fields)).map(({ paperId }) => paperId),
  );
  const isMarked = (id: string): boolean => [id, ...(ids.get(id) ?? [])].some((x) => marked.has(x));
  return new Set(papers.filter(isMarked));
}
