import type { PdfParts } from './capabilities.ts';
import { createPaperSink } from './library/index.ts';
import { openTestLibrary, type TestLibrary } from './library/test-library.ts';
import { createHttp, NOTHING_SAID, systemClock, type UpstreamPaper } from './listings/index.ts';
import { LocalStore } from './local/index.ts';
import { MachineSettingsStore, Settings } from './settings/index.ts';
import { type Json, putOne, readOne, readWhere, withValue } from './store/index.ts';
import { openPdfs } from './wiring/pdfs.ts';

/** Everything that deals with PDFs, joined as in the program, on a library of its own. */
export type TestPdfs = PdfParts & {
  readonly library: TestLibrary;
  readonly local: LocalStore;
  readonly settings: Settings;
  readonly machine: MachineSettingsStore;
  /** Takes in papers by arXiv id, listed on a day where one is given. */
  add(ids: readonly string[], day?: string): Promise<void>;
  /** Changes what the user says of a paper. */
  say(paperId: string, facts: Readonly<Record<string, Json>>): Promise<void>;
  /** Papers that have a stored PDF, sorted. */
  stored(): Promise<string[]>;
  /** Ends it as the end of the program does; the folder stays. */
  shut(): Promise<void>;
  close(): Promise<void>;
};

/** Opens it; PDFs are at `<origin>/pdf/<arXiv id>`. */
export async function openTestPdfs(origin: string, folder?: string): Promise<TestPdfs> {
  const library = await openTestLibrary(folder);
  const { mutations } = library;
  const { store, events } = mutations.context;
  const local = new LocalStore(library.folder);
  const settings = new Settings(mutations, local);
  const machine = new MachineSettingsStore(local);
  const origins = { huggingFace: origin, arxiv: origin, arxivPdf: origin };
  const http = createHttp({ version: 'test', origins });
  const pdfs = await openPdfs({
    ...{ dataDir: library.folder, origins, mutations, local, http, settings, machine },
    clock: systemClock,
    textStatus: undefined,
    versionOf: async () => null,
  });
  const shut = async (): Promise<void> => {
    await Promise.all([pdfs.files.close(), pdfs.policies.close()]);
    await pdfs.shelf.idle();
    await mutations.idle();
    local.close();
  };
  return {
    ...{ ...pdfs, library, local, settings, machine, shut },
    add: (ids, day) => addPapers(library, ids, day),
    say: async (paperId, facts) => {
      const { clock: hlc } = mutations.context;
      await mutations.exclusively(async () => {
        let fields = (await readOne(store.collections.states, paperId))?.fields ?? {};
        for (const [name, value] of Object.entries(facts))
          fields = withValue(fields, name, value, hlc.next());
        await putOne(store.collections.states, { id: paperId, fields, by: '' });
        await mutations.follower.follow();
      });
      events.changed('papers', [paperId]);
    },
    stored: async () => {
      const files = await readWhere(store.collections.files, {});
      return [...new Set(files.map(({ paperId }) => paperId))].sort();
    },
    close: async () => {
      await shut();
      await library.close();
    },
  };
}

async function addPapers(library: TestLibrary, ids: readonly string[], day?: string) {
  const papers = ids.map(
    (arxivId): UpstreamPaper => ({
      ...NOTHING_SAID,
      ...{ arxivId, title: `Paper ${arxivId}`, publishedAt: '2026-06-01', source: 'hf' },
    }),
  );
  const unknown = { upvotes: null, comments: null, submittedBy: null };
  const entries = ids.map((arxivId, position) => ({ arxivId, position, ...unknown }));
  const listing = day === undefined ? {} : { listing: { day, source: 'hf' as const, entries } };
  await createPaperSink(library.mutations).merge({ papers, at: 0, ...listing });
}
