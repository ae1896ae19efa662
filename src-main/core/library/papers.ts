import { setImmediate } from 'node:timers/promises';
import type {
  DuplicateGroups,
  FileReason,
  ListRequest,
  Paper,
  PaperDetails,
  PaperPatch,
  PaperRow,
  PdfState,
  ReadingPosition,
  ReadStatus,
  Statistics,
} from '../../../src-shared/contract/index.ts';
import { newestFile } from '../files/index.ts';
import { collectionsOf, type PdfStateOf, secondsIn, type Views } from '../index/index.ts';
import { type PaperFacts, parseArxivId } from '../listings/index.ts';
import {
  elementsOf,
  type Fields,
  type FileDocument,
  fieldValue,
  putOne,
  readMany,
  readOne,
  readWhere,
} from '../store/index.ts';
import { findDuplicates } from './duplicates.ts';
import { idsOf, mergedFields } from './id-groups.ts';
import { addedAtOf } from './listed-facts.ts';
import type { Mutations } from './mutations.ts';
import { originsOf } from './origins.ts';
import { endOfReadingList, patched, withChanges } from './paper-edits.ts';
import { paperIdOf } from './paper-ids.ts';
import { resolveReference } from './resolve-reference.ts';
import { saidUpstream } from './said-upstream.ts';
import { statisticsOf } from './statistics.ts';

/** What the queue knows of a paper's PDF that is not here. */
export type PendingPdf = { readonly state: PdfState; readonly reason: FileReason | null };

/** What the library asks of the queue of PDFs and of those that are stored. */
export type PdfQueueView = {
  pending(paperId: string): PendingPdf | undefined;
  isPinned(paperId: string): boolean;
};

/** What the library asks of the pictures of papers. */
export type PictureView = {
  /** The path under which the picture of an address is served; null where it is not on this disk. */
  pathOf(url: string | null | undefined): string | null;
};

const NO_PICTURES: PictureView = { pathOf: () => null };

/** Papers that are read at a time. */
const PAGE = 200;

type Known = {
  readonly facts: PaperFacts;
  /** What the user says. */
  readonly fields: Fields;
  readonly file: FileDocument | undefined;
  readonly formerIds: readonly string[];
  /** Seconds that were counted, under any of its ids. */
  readonly seconds: number;
};

/** Papers as the user sees them: what upstream says, what the user says, and the PDF. */
export class Papers {
  readonly #mutations: Mutations;
  readonly #views: Views;
  readonly #queue: PdfQueueView;
  readonly #pictures: PictureView;

  constructor(
    mutations: Mutations,
    views: Views,
    queue: PdfQueueView,
    pictures: PictureView = NO_PICTURES,
  ) {
    this.#mutations = mutations;
    this.#views = views;
    this.#queue = queue;
    this.#pictures = pictures;
  }

  /** A paper by its id, a former id of it, or its arXiv id; null where it is not known. */
  async get(idOrArxivId: string): Promise<PaperDetails | null> {
    const id = await this.resolve(idOrArxivId);
    const [details] = await this.#details([id]);
    return details ?? null;
  }

  /** The papers that the command line's `list` asks for, in order. */
  async list(request: ListRequest): Promise<Paper[]> {
    const ids = this.#views.list(request);
    const papers: Paper[] = [];
    for (let start = 0; start < ids.length; start += PAGE) {
      // Others get their turn between two pages.
      if (start > 0) await setImmediate();
      papers.push(...(await this.#details(ids.slice(start, start + PAGE))).map(toPaper));
    }
    return papers;
  }

  /** Papers that may be the same; `stateOf` tells of their PDFs. */
  duplicates(stateOf: PdfStateOf): Promise<DuplicateGroups> {
    return findDuplicates(this.#mutations, this.#views, stateOf);
  }

  /** The paper that the text of a reference names, where the library has it; see `resolveReference`. */
  named(reference: string, stateOf: PdfStateOf): PaperRow | null {
    return resolveReference(this.#mutations, this.#views, reference, stateOf);
  }

  /** What was read from one day to another. */
  statistics(range: { readonly from: string; readonly today: string }): Promise<Statistics> {
    return statisticsOf(this.#mutations, this.#views, range);
  }

  /** Changes what the user says of a paper; returns the revision. */
  update(mutationId: string, paperId: string, patch: PaperPatch): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const id = await this.resolve(paperId);
      const { states } = this.#collections;
      const ids = idsOf(this.#mutations, id);
      const known = await readMany(states, ids);
      const before = mergedFields(ids.map((each) => known.get(each)));
      const { clock } = this.#mutations.context;
      const means = { clock, endOfList: endOfReadingList(this.#mutations) };
      const after = patched(before, patch, means);
      const fields = withChanges(known.get(id)?.fields ?? {}, before, after);
      await putOne(states, { id, fields, by: mutationId });
      return { kind: 'papers', ids: [id] };
    });
  }

  /** The id that a paper goes by now. References are never rewritten, aliases are followed. */
  async resolve(idOrArxivId: string): Promise<string> {
    const arxiv = parseArxivId(idOrArxivId.replace(/^arxiv:/i, ''));
    const id = arxiv ? paperIdOf(arxiv.id) : idOrArxivId;
    const { context, follower } = this.#mutations;
    try {
      return context.readModel.canonicalId(id);
    } catch (error) {
      // The index is made anew; until then the store knows of aliases.
      follower.suspect(error);
      return this.#aliasOf(id);
    }
  }

  async #aliasOf(named: string): Promise<string> {
    let id = named;
    for (const seen = new Set<string>(); !seen.has(id); ) {
      seen.add(id);
      id = (await readOne(this.#collections.aliases, id))?.target ?? id;
    }
    return id;
  }

  /** As `resolve`, for many; others get their turn in between. */
  async resolveAll(ids: readonly string[]): Promise<string[]> {
    const resolved: string[] = [];
    for (const [index, id] of ids.entries()) {
      if (index % PAGE === PAGE - 1) await setImmediate();
      resolved.push(await this.resolve(id));
    }
    return resolved;
  }

  get #collections() {
    return this.#mutations.context.store.collections;
  }

  async #details(ids: readonly string[]): Promise<PaperDetails[]> {
    const { papers, states, files } = this.#collections;
    const groups = ids.map((id) => idsOf(this.#mutations, id));
    const all = groups.flat();
    const [known, said, stored] = await Promise.all([
      readMany(papers, all),
      readMany(states, all),
      readWhere(files, { paperId: { $in: all } }),
    ]);
    const filesOf = Map.groupBy(stored, ({ paperId }) => paperId);
    return groups.flatMap((group, index) => {
      const document = group.map((id) => known.get(id)).find((each) => each !== undefined);
      const facts = document?.facts as unknown as PaperFacts | undefined;
      const fields = mergedFields(group.map((id) => said.get(id)));
      const file = newestFile(group.flatMap((id) => filesOf.get(id) ?? []));
      if (!facts) return [];
      const formerIds = group.slice(1);
      const counted = group.map((id) => secondsIn(said.get(id)?.fields ?? {}));
      const seconds = counted.reduce((sum, one) => sum + one, 0);
      return [this.#toDetails(ids[index]!, { facts, fields, file, formerIds, seconds })];
    });
  }

  #toDetails(id: string, { facts, fields, file, formerIds, seconds }: Known): PaperDetails {
    const pending = this.#queue.pending(id);
    const collections = collectionsOf(this.#views.ask, id);
    return {
      ...saidUpstream(facts),
      id,
      featuredOn: this.#views.featuredDays(id),
      status: fieldValue<ReadStatus>(fields, 'status', 'new'),
      starred: fieldValue(fields, 'starred', false),
      tags: elementsOf(fields, 'tags'),
      collections: collections.map(({ name }) => name),
      thumbnail: this.#pictures.pathOf(facts.thumbnail),
      origins: originsOf(facts),
      pdf: {
        state: file ? 'stored' : (pending?.state ?? 'none'),
        sha256: file?.sha256 ?? null,
        bytes: file?.bytes ?? null,
        pages: file?.pages ?? null,
      },
      pinned: this.#queue.isPinned(id),
      pdfVersion: file?.version ?? null,
      pdfFailure: file ? null : (pending?.reason ?? null),
      position: fieldValue<ReadingPosition | null>(fields, 'position', null),
      lastReadAt: fieldValue<number | null>(fields, 'lastReadAt', null),
      progress: fieldValue<number | null>(fields, 'progress', null),
      secondsRead: seconds,
      due: fieldValue<string | null>(fields, 'due', null),
      collectionIds: collections.map((collection) => collection.id),
      formerIds: [...formerIds],
      addedAt: addedAtOf(facts),
    };
  }
}

/** The stable shape alone, its fields in the order that the specification gives. */
function toPaper(details: PaperDetails): Paper {
  const { id, arxivId, title, abstract, authors, authorCount, organization, publishedAt } = details;
  const { featuredOn, upvotes, comments, status, starred, tags, collections, pdf } = details;
  const said = { id, arxivId, title, abstract, authors, authorCount, organization, publishedAt };
  return { ...said, featuredOn, upvotes, comments, status, starred, tags, collections, pdf };
}
