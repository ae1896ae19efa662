import { setImmediate } from 'node:timers/promises';
import type { MachineSettings } from '../../../src-shared/contract/index.ts';
import {
  type Files,
  keptBytes,
  Policies,
  RESERVE_BYTES,
  realDisk,
  type Shelf,
} from '../files/index.ts';
import type { PdfRules, PdfWants } from '../index/index.ts';
import { collectedAmong, collectedPapers, type Mutations } from '../library/index.ts';
import type { MachineSettingsStore } from '../settings/index.ts';

/** What the policies are joined to. */
export type PolicyParts = {
  readonly dataDir: string;
  readonly files: Files;
  readonly shelf: Shelf;
  readonly mutations: Mutations;
  readonly machine: MachineSettingsStore;
  readonly wanted: WantedPdfs;
};

/** What a PDF is taken for whose size nobody knows, while none is here to tell. */
const USUAL_BYTES = 3_000_000;

/** Joins the policies to the library: they look at what changes in it. */
export function openPolicies(parts: PolicyParts): Policies {
  const { dataDir, files, shelf, mutations, machine, wanted } = parts;
  const { events } = mutations.context;
  const policies = new Policies({
    files,
    settings: () => machine.get(),
    library: wanted,
    room: async () => {
      const free = await realDisk.free(dataDir);
      if (free !== null && free < RESERVE_BYTES) return 0;
      await shelf.learn();
      return roomFor(files, shelf, machine.get().pdfQuota, wanted.files());
    },
    onError: (error) => console.error(`offprint: PDFs could not be queued: ${error}`),
  });
  events.listen(({ kind, ids }) => {
    if (kind === 'papers') policies.look(ids);
  });
  return policies;
}

/** PDFs that the quota has room for beside those that stay and those that are on their way. */
function roomFor(
  files: Files,
  shelf: Shelf,
  quota: number | null,
  wanted: ReadonlySet<string>,
): number {
  if (quota === null) return Number.POSITIVE_INFINITY;
  const { count, bytes } = shelf.ledger.total;
  const usual = count > 0 ? Math.max(1, bytes / count) : USUAL_BYTES;
  const left = quota - keptBytes(shelf.ledger, shelf.facts(), wanted);
  return Math.floor(left / usual) - files.waiting;
}

/** Which PDFs the settings want, and which of them are missing. */
export class WantedPdfs {
  readonly #mutations: Mutations;
  readonly #machine: MachineSettingsStore;
  readonly #wants: PdfWants;
  /** Papers in collections, as they were found last. */
  #collected: ReadonlySet<string> = new Set();

  constructor(mutations: Mutations, machine: MachineSettingsStore, wants: PdfWants) {
    this.#mutations = mutations;
    this.#machine = machine;
    this.#wants = wants;
  }

  /** Ids of stored files that the settings want to be here. */
  files(): ReadonlySet<string> {
    const settings = this.#machine.get();
    const wanted = this.#wants.wantedFiles(rulesOf(settings));
    const collected = settings.pdfWhenStarred ? this.#wants.filesOf([...this.#collected]) : [];
    return new Set([...wanted, ...collected]);
  }

  /** Papers without a PDF that the settings want, page by page. */
  async *missing(settings: MachineSettings): AsyncGenerator<readonly string[]> {
    for (const page of this.#wants.missing(rulesOf(settings))) {
      yield page;
      await setImmediate();
    }
    if (settings.pdfWhenStarred) yield* this.#missingCollected();
  }

  /** Those of the papers that the settings want and that have no PDF. */
  async missingOf(settings: MachineSettings, ids: readonly string[]): Promise<readonly string[]> {
    const { store, readModel } = this.#mutations.context;
    const papers = ids.map((id) => readModel.canonicalId(id));
    const wanted = this.#wants.missingOf(rulesOf(settings), papers);
    if (!settings.pdfWhenStarred) return wanted;
    // A paper may have been collected under any of its ids.
    const known = papers.flatMap((id) => readModel.idsOf(id));
    const collected = await collectedAmong(store, [...new Set([...ids, ...known])]);
    const missing = this.#wants.missingAmong(collected.map((id) => readModel.canonicalId(id)));
    return [...new Set([...wanted, ...missing])];
  }

  async *#missingCollected(): AsyncGenerator<readonly string[]> {
    const collected = new Set<string>();
    for await (const page of collectedPapers(this.#mutations.context.store)) {
      const { readModel } = this.#mutations.context;
      const papers = page.map((id) => readModel.canonicalId(id));
      for (const id of papers) collected.add(id);
      yield this.#wants.missingAmong(papers);
    }
    this.#collected = collected;
  }
}

function rulesOf({ pdfWhenStarred, pdfOfLastDays }: MachineSettings): PdfRules {
  return { starred: pdfWhenStarred, days: pdfOfLastDays };
}
