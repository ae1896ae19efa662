import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type ImportReport, MAX_ATTACHMENTS } from '../../../src-shared/contract/index.ts';
import type { Collections } from '../collections/index.ts';
import {
  isUnresolved,
  type Mutations,
  mergeReferences,
  type ToldReference,
} from '../library/index.ts';
import { type ArxivFacts, type FileOrigin, NOTHING_SAID } from '../listings/index.ts';
import type { Notes } from '../notes/index.ts';
import { appendedText } from '../store/index.ts';
import {
  type ReferenceEntry,
  type ReferenceLayout,
  type ReferencesHead,
  readReferencesFile,
} from './reading/index.ts';
import { refused } from './reports.ts';

/** What references are taken into. */
export type ReferencesContext = {
  readonly mutations: Mutations;
  readonly notes: Pick<Notes, 'get' | 'apply'>;
  readonly collections: Pick<Collections, 'list' | 'create' | 'put'>;
};

/** A file of references, and what its user calls it. */
export type NamedReferences = {
  readonly path: string;
  readonly name: string;
  readonly layout: ReferenceLayout;
};

type Attachment = NonNullable<ImportReport['attachments']>[number];

const MOST_IDS = 1_000;
/** Papers that are put into a collection at a time. */
const PUT = 200;

/**
 * Takes in a file of references (XFER-2): papers, tags, notes and collections. The report names the
 * PDFs that belong to them. What was taken in before it is cut off stays. Throws what the library's
 * database throws.
 */
export async function importReferences(
  context: ReferencesContext,
  file: NamedReferences,
  signal: AbortSignal,
): Promise<ImportReport> {
  const read = await readReferencesFile(file, signal);
  if (!read.ok) return refused(file.layout, read.reason);
  const taking = new Taking(context, { source: 'import', name: file.name, at: Date.now() });
  try {
    return report(read.head, taking, await takeAll(taking, read.batches, signal));
  } finally {
    // The thread must end though the library cannot be written.
    await read.batches.return(undefined);
  }
}

type Ending = 'cancelled' | 'damaged' | undefined;

async function takeAll(
  taking: Taking,
  batches: AsyncGenerator<readonly ReferenceEntry[]>,
  signal: AbortSignal,
): Promise<Ending> {
  for (;;) {
    const batch = await batches.next().catch(() => undefined);
    if (signal.aborted) return 'cancelled';
    if (!batch) return 'damaged';
    if (batch.done) break;
    await taking.take(batch.value);
  }
  await taking.collect(signal);
  return signal.aborted ? 'cancelled' : undefined;
}

function report(
  { layout, problems, problemsLeftOut }: ReferencesHead,
  taking: Taking,
  ending: Ending,
): ImportReport {
  const ended = ending ? [{ line: null, reason: ending }] : [];
  const { attachments } = taking;
  return {
    layout,
    ...taking.counts(),
    problems: [...problems, ...ended],
    ...(problemsLeftOut > 0 && { problemsLeftOut }),
    ...(attachments.length > 0 && { attachments }),
  };
}

class Taking {
  readonly attachments: Attachment[] = [];
  readonly #context: ReferencesContext;
  readonly #origin: FileOrigin;
  readonly #ids = new Set<string>();
  readonly #added = new Set<string>();
  readonly #changed = new Set<string>();
  /** Papers by the path of their collection, as JSON. */
  readonly #collected = new Map<string, Set<string>>();

  constructor(context: ReferencesContext, origin: FileOrigin) {
    this.#context = context;
    this.#origin = origin;
  }

  async take(entries: readonly ReferenceEntry[]): Promise<void> {
    const merged = await mergeReferences(
      this.#context.mutations,
      entries.map(toTold),
      this.#origin,
    );
    for (const id of merged.added) this.#added.add(id);
    for (const id of merged.changed) this.#changed.add(id);
    for (const [at, id] of merged.ids.entries()) await this.#takeRest(id, entries[at]!);
  }

  counts() {
    const ids = [...this.#ids];
    const changed = [...this.#changed].filter((id) => !this.#added.has(id));
    return {
      ...{ papers: ids.length, new: this.#added.size, changed: changed.length },
      ...{ ids: ids.slice(0, MOST_IDS), unresolved: ids.filter(isUnresolved).length },
    };
  }

  /** Puts the papers into their collections, which are made where there are none of these names. */
  async collect(signal: AbortSignal): Promise<void> {
    for (const [path, papers] of this.#collected) {
      const id = await this.#collection(JSON.parse(path) as string[]);
      const ids = [...papers];
      for (let start = 0; id !== undefined && start < ids.length; start += PUT) {
        if (signal.aborted) return;
        const part = { id, ids: ids.slice(start, start + PUT), present: true };
        await this.#context.collections.put(randomUUID(), part);
        await setImmediate();
      }
    }
  }

  async #takeRest(id: string, entry: ReferenceEntry): Promise<void> {
    this.#ids.add(id);
    for (const path of entry.collections) {
      const key = JSON.stringify(path);
      this.#collected.set(key, (this.#collected.get(key) ?? new Set()).add(id));
    }
    for (const { path } of entry.files) {
      if (this.attachments.length < MAX_ATTACHMENTS)
        this.attachments.push({ path, paperId: id, line: entry.line });
    }
    for (const note of entry.notes) if (await this.#note(id, note)) this.#changed.add(id);
  }

  /** What the note says already is not said again. */
  async #note(paperId: string, text: string): Promise<boolean> {
    const { notes } = this.#context;
    const note = await notes.get(paperId);
    if (note.markdown.includes(text)) return false;
    const update = appendedText(note.state, note.markdown === '' ? text : `\n\n${text}`);
    await notes.apply(randomUUID(), paperId, update);
    return true;
  }

  /** Undefined where it lies deeper than collections may. */
  async #collection(path: readonly string[]): Promise<string | undefined> {
    const { collections } = this.#context;
    let parent: string | null = null;
    for (const name of path.map((one) => one.slice(0, 200))) {
      const known = collections.list().find((one) => one.parent === parent && one.name === name);
      if (known) parent = known.id;
      else {
        const id: string = randomUUID();
        const made = await collections.create(randomUUID(), { id, name, parent });
        if (!made.ok) return undefined;
        parent = id;
      }
    }
    return parent ?? undefined;
  }
}

const NO_ARXIV_FACTS: ArxivFacts = {
  version: null,
  doi: null,
  comment: null,
  journalRef: null,
  categories: null,
  primaryCategory: null,
  updatedAt: null,
};

function toTold({
  authors,
  doi,
  reference,
  addedAt,
  tags,
  ...entry
}: ReferenceEntry): ToldReference {
  const { title, abstract, arxivId, publishedAt } = entry;
  const paper = {
    ...NOTHING_SAID,
    ...{ title, abstract, arxivId, publishedAt, reference },
    authors: authors.length > 0 ? authors : null,
    arxiv: doi === null ? null : { ...NO_ARXIV_FACTS, doi },
    source: 'import' as const,
  };
  return { paper, addedAt, tags };
}
