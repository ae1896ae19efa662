import {
  type Annotation,
  type AnnotationPatch,
  fitsKind,
  type MarkAnchor,
  type MarkColour,
  type MarkKind,
  type MarkSource,
  textMarkKind,
} from '../../../src-shared/contract/index.ts';
import { idsOf, type Mutations, storeEdits } from '../library/index.ts';
import {
  type AnnotationDocument,
  elementsOf,
  type Fields,
  fieldValue,
  isDeleted,
  type Json,
  readMany,
  readOne,
  readWhere,
  withDeletion,
  withElement,
  withValue,
} from '../store/index.ts';

/** What became of a change to an annotation. */
export type UpdateResult =
  | { ok: true; revision: number }
  | { ok: false; reason: 'not-found' | 'does-not-fit' };

/** The marks that the user makes on PDFs. Each field has its own clock, deletion is one of them. */
export class Annotations {
  readonly #mutations: Mutations;

  constructor(mutations: Mutations) {
    this.#mutations = mutations;
  }

  /** A paper's marks in reading order, deleted ones left out, by whichever id they were made. */
  async list(paperId: string): Promise<Annotation[]> {
    const ids = idsOf(this.#mutations, paperId);
    const documents = await readWhere(this.#collection, { paperId: { $in: ids } });
    return documents
      .filter(({ fields }) => !isDeleted(fields))
      .map((document) => ({ ...toAnnotation(document), paperId }))
      .sort(inReadingOrder);
  }

  /** A mark by its id, of the paper as it is called now; undefined for one that was deleted. */
  async find(id: string): Promise<Annotation | undefined> {
    const document = await readOne(this.#collection, id);
    if (!document || isDeleted(document.fields)) return undefined;
    const known = toAnnotation(document);
    return { ...known, paperId: idsOf(this.#mutations, known.paperId)[0] ?? known.paperId };
  }

  /**
   * The names under which a paper's marks, deleted ones too, may be in a file: their ids, and what
   * those taken over from it are called there.
   */
  async namesIn(paperId: string, sha256: string): Promise<string[]> {
    const ids = idsOf(this.#mutations, paperId);
    const documents = await readWhere(this.#collection, { paperId: { $in: ids } });
    return documents.map(toAnnotation).flatMap(({ id, source }) => {
      return source?.sha256 === sha256 ? [id, source.key] : [id];
    });
  }

  /** Stores new marks of a paper in one act, those that are known already left as they are. */
  createAll(mutationId: string, paperId: string, all: readonly Annotation[]): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const known = await readMany(
        this.#collection,
        all.map(({ id }) => id),
      );
      const edits = all
        .filter(({ id }) => !known.has(id))
        .map((one) => ({ before: undefined, after: this.#toDocument(one, mutationId) }));
      if (edits.length === 0) return undefined;
      await storeEdits(this.#mutations, 'annotations', edits, { mutationId });
      return { kind: 'annotations', ids: [paperId] };
    });
  }

  /** Stores a new mark; one whose id is known already is left as it is. Returns the revision. */
  create(mutationId: string, annotation: Annotation): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      if (await readOne(this.#collection, annotation.id)) return undefined;
      const after = this.#toDocument(annotation, mutationId);
      await storeEdits(this.#mutations, 'annotations', [{ before: undefined, after }], {
        mutationId,
      });
      return { kind: 'annotations', ids: [annotation.paperId] };
    });
  }

  /**
   * Changes the fields named in `patch` and no other (MARK-8); all of them or, where one does not fit
   * the mark, none.
   */
  async update(mutationId: string, id: string, patch: AnnotationPatch): Promise<UpdateResult> {
    let refused: Extract<UpdateResult, { ok: false }>['reason'] | undefined;
    const revision = await this.#mutations.run(mutationId, async () => {
      const known = await readOne(this.#collection, id);
      refused = known ? (fits(known, patch) ? undefined : 'does-not-fit') : 'not-found';
      if (!known || refused) return undefined;
      const after = { ...known, fields: this.#patched(known.fields, patch) };
      await storeEdits(this.#mutations, 'annotations', [{ before: known, after }], { mutationId });
      return { kind: 'annotations', ids: [known.paperId] };
    });
    return refused ? { ok: false, reason: refused } : { ok: true, revision };
  }

  get #collection() {
    return this.#mutations.context.store.collections.annotations;
  }

  #patched(before: Fields, patch: AnnotationPatch): Fields {
    const { clock } = this.#mutations.context;
    const { deleted, tagsAdded = [], tagsRemoved = [] } = patch;
    let fields = before;
    for (const name of VALUES) {
      const value = patch[name];
      if (value !== undefined)
        fields = withValue(fields, name, value as unknown as Json, clock.next());
    }
    for (const tag of tagsAdded) fields = withElement(fields, TAGS, tag, true, clock.next());
    for (const tag of tagsRemoved) fields = withElement(fields, TAGS, tag, false, clock.next());
    return deleted === undefined ? fields : withDeletion(fields, deleted, clock.next());
  }

  #toDocument(annotation: Annotation, by: string): AnnotationDocument {
    const { colour, comment, tags, source, ...fixed } = annotation;
    const said = { colour, ...(comment === '' ? {} : { comment }), tagsAdded: [...tags] };
    const fields = this.#patched({}, said);
    const from = source as unknown as Json;
    return {
      ...fixed,
      anchor: fixed.anchor as unknown as Json,
      fields: source
        ? withValue(fields, 'source', from, this.#mutations.context.clock.next())
        : fields,
      by,
    };
  }
}

const TAGS = 'tags';
/** What a patch changes as one value each. */
const VALUES = ['kind', 'colour', 'comment', 'anchor'] as const;

/** Marks over words stay over words, and a shape stays the shape that it is. */
function fits(document: AnnotationDocument, { kind, anchor }: AnnotationPatch): boolean {
  const known = toAnnotation(document);
  const isOverWords = textMarkKind.safeParse(known.kind).success;
  if (kind !== undefined && !isOverWords) return false;
  return anchor === undefined || fitsKind(kind ?? known.kind, anchor);
}

/** What is made once stands in the document, what was changed since in its fields. */
function toAnnotation({ fields, by: _by, ...fixed }: AnnotationDocument): Annotation {
  const of = <Value>(name: string, otherwise: Value): Value =>
    fieldValue(fields, name, otherwise as unknown as Json) as unknown as Value;
  return {
    ...fixed,
    kind: of('kind', fixed.kind as MarkKind),
    colour: of<MarkColour>('colour', 'yellow'),
    comment: of('comment', ''),
    tags: elementsOf(fields, TAGS),
    anchor: of('anchor', fixed.anchor as unknown as MarkAnchor),
    source: of<MarkSource | null>('source', null),
  };
}

function inReadingOrder(a: Annotation, b: Annotation): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
}
