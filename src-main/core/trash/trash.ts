import { setImmediate } from 'node:timers/promises';
import {
  TRASH_DAYS,
  type TrashItem,
  type TrashKind,
  type TrashList,
  type TrashRef,
  trashKind,
} from '../../../src-shared/contract/index.ts';
import { noteOutline } from '../../../src-shared/notes/index.ts';
import { type Change, idsOf, type Mutations } from '../library/index.ts';
import {
  type AnnotationDocument,
  type Fields,
  isDeleted,
  isPurged,
  type NoteDocument,
  readMany,
  type UserDocument,
  withDeletion,
  withPurge,
} from '../store/index.ts';
import { type TrashableDocuments, trashableKinds } from './kinds.ts';

/** What the trash works with. */
export type TrashOptions = {
  readonly mutations: Mutations;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether that time may be believed when things go for their age; it always is when left out. */
  readonly isTimeSettled?: () => boolean;
  /** Takes the PDFs of those of the papers that were let go for ever off the disk. */
  readonly discardPdfs: (paperIds: readonly string[]) => Promise<void>;
};

type Row = {
  readonly kind: TrashKind;
  readonly id: string;
  readonly paper: string | null;
  readonly deletedAt: number;
};

/** A part of a change: which mutation it is of, what it is stored by, and what it does. */
type Step = {
  readonly mutationId: string;
  readonly by: string;
  readonly next: (fields: Fields) => Fields | undefined;
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** Things of one transaction: small enough that a user's own write never waits long. */
const CHUNK = 50;
const MAX_LISTED = 1_000;
const EXCERPT = 200;

/**
 * What the user deleted (LIB-7): it can be put back until it is let go for ever, by hand or after
 * ninety days. Deletion is a field, so an edit that raced it, here or elsewhere, brings a thing back.
 */
export class Trash {
  readonly #options: TrashOptions;
  readonly #kinds: Record<TrashKind, TrashableDocuments>;

  constructor(options: TrashOptions) {
    this.#options = options;
    this.#kinds = trashableKinds(options.mutations);
  }

  /** What lies in the trash, what was deleted last first. */
  async list(): Promise<TrashList> {
    const { events } = this.#context;
    const { revision } = events;
    const rows = this.#rows('ORDER BY deleted_at DESC, id LIMIT ?', MAX_LISTED);
    const sql = `SELECT value FROM counts WHERE name = 'trash'`;
    const total = this.#index.get<{ value: number }>(sql)?.value ?? 0;
    return { revision, total, items: await this.#describe(rows) };
  }

  /** Moves papers to the trash; returns the revision. Unknown ids are understood, too. */
  remove(mutationId: string, paperIds: readonly string[]): Promise<number> {
    const refs = paperIds.map((id) => ({ kind: 'paper' as const, id }));
    return this.#change(mutationId, refs, (fields) =>
      isDeleted(fields) ? undefined : withDeletion(fields, true, this.#context.clock.next()),
    );
  }

  /** Puts things back where they were; returns the revision. */
  restore(mutationId: string, items: readonly TrashRef[]): Promise<number> {
    return this.#change(mutationId, this.#byAllIds(items), (fields) =>
      isDeleted(fields) ? withDeletion(fields, false, this.#context.clock.next()) : undefined,
    );
  }

  /** Lets things go for ever, all of the trash where none are named; returns the revision. */
  async empty(mutationId: string, items: readonly TrashRef[]): Promise<number> {
    const refs = items.length > 0 ? items : this.#rows('');
    const revision = await this.#change(mutationId, this.#byAllIds(refs), (fields) =>
      isDeleted(fields) ? withPurge(fields, () => this.#context.clock.next()) : undefined,
    );
    const gone = refs.filter(({ kind }) => kind === 'paper').map(({ id }) => id);
    if (gone.length > 0) await this.#options.discardPdfs(gone);
    return revision;
  }

  /** Lets go what was deleted ninety days ago; how many things that were. */
  async expire(): Promise<number> {
    const { now, isTimeSettled } = this.#options;
    if (isTimeSettled?.() === false) return 0;
    const limit = now() - TRASH_DAYS * DAY_MS;
    const old = this.#rows('WHERE deleted_at < ?', limit);
    if (old.length > 0) await this.empty(`trash-expired-${limit}`, old);
    return old.length;
  }

  /** A paper may have been deleted under an id that it goes by no more, or not yet. */
  #byAllIds(refs: readonly TrashRef[]): TrashRef[] {
    return refs.flatMap((ref) =>
      ref.kind === 'paper'
        ? idsOf(this.#options.mutations, ref.id).map((id) => ({ kind: 'paper' as const, id }))
        : [ref],
    );
  }

  get #context() {
    return this.#options.mutations.context;
  }

  get #index() {
    return this.#context.readModel.connection;
  }

  #rows(rest: string, ...values: number[]): Row[] {
    const sql = `SELECT kind, id, paper, deleted_at AS deletedAt FROM trash ${rest}`;
    return this.#index.all<Row>(sql, ...values);
  }

  /** `next` gives the fields to store, or undefined where nothing is to be done. */
  #change(
    mutationId: string,
    refs: readonly TrashRef[],
    next: (fields: Fields) => Fields | undefined,
  ): Promise<number> {
    return this.#options.mutations.run(mutationId, async () => {
      const changes: Change[] = [];
      const parts = partsOf(refs);
      for (const [index, { kind, ids }] of parts.entries()) {
        if (index > 0) await setImmediate();
        // Doing a part twice changes nothing, so that only the last says that all was done.
        const by = index === parts.length - 1 ? mutationId : '';
        changes.push(
          await this.#changePart(this.#kinds[kind], kind, ids, { mutationId, by, next }),
        );
      }
      return changes.length > 0 ? [...changes, { kind: 'trash', ids: [] }] : undefined;
    });
  }

  async #changePart(
    documents: TrashableDocuments,
    kind: TrashKind,
    ids: readonly string[],
    { mutationId, by, next }: Step,
  ): Promise<Change> {
    const known = await documents.read(ids);
    const changed = ids.flatMap((id) => {
      const before = known.get(id) ?? (kind === 'paper' ? stateless(id) : undefined);
      const fields = before && next(before.fields);
      return before && fields ? [{ before, fields, by }] : [];
    });
    await documents.write(changed);
    // What is let go for ever has no way back.
    const edits = changed
      .filter(({ fields }) => !isPurged(fields))
      .map(({ before, fields }) => ({ before, after: { ...before, fields } }));
    if (edits.length > 0 || changed.length === 0)
      this.#options.mutations.undoLog.note(mutationId, documents.collection, edits);
    // A free note is known by its own id.
    const papers = changed.map(({ before }) => documents.paperOf(before) ?? before.id);
    return { kind: documents.event, ids: [...new Set(papers)] };
  }

  async #describe(rows: readonly Row[]): Promise<TrashItem[]> {
    const { annotations, notes } = this.#context.store.collections;
    const ids = (kind: TrashKind) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
    const marks = await readMany(annotations, ids('annotation'));
    const texts = await readMany(notes, ids('note'));
    const titles = this.#titles(rows.flatMap(({ paper }) => paper ?? []));
    return rows.map((row) => {
      const words = excerptOf(marks.get(row.id), texts.get(row.id));
      const own = row.kind === 'note' ? noteOutline(words).title : firstLine(words);
      const title = (row.paper && titles.get(row.paper)) || own;
      const { kind, id, deletedAt } = row;
      return { kind, id, paperId: row.paper, title, excerpt: words.slice(0, EXCERPT), deletedAt };
    });
  }

  #titles(paperIds: readonly string[]): Map<string, string> {
    const sql = 'SELECT id, title FROM papers WHERE id IN (SELECT value FROM json_each(?))';
    const rows = this.#index.all<{ id: string; title: string }>(sql, JSON.stringify(paperIds));
    return new Map(rows.map(({ id, title }) => [id, title]));
  }
}

function stateless(id: string): UserDocument {
  return { id, fields: {}, by: '' };
}

function partsOf(refs: readonly TrashRef[]): { kind: TrashKind; ids: string[] }[] {
  return trashKind.options.flatMap((kind) => {
    const ids = [...new Set(refs.filter((ref) => ref.kind === kind).map(({ id }) => id))];
    const starts = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, n) => n * CHUNK);
    return starts.map((start) => ({ kind, ids: ids.slice(start, start + CHUNK) }));
  });
}

function excerptOf(mark: AnnotationDocument | undefined, note: NoteDocument | undefined): string {
  if (note) return note.markdown;
  const { pages } = (mark?.anchor ?? {}) as { pages?: unknown };
  const quotes = Array.isArray(pages)
    ? pages.map((page) => (page as { exact?: unknown }).exact)
    : [];
  return quotes.filter((quote) => typeof quote === 'string').join(' ');
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
