import type {
  Annotation,
  AnnotationPatch,
  MarkColour,
} from '../../../src-shared/contract/index.ts';
import { idsOf, type Mutations, storeEdits } from '../library/index.ts';
import {
  type AnnotationDocument,
  type Fields,
  fieldValue,
  isDeleted,
  type Json,
  readOne,
  readWhere,
  withDeletion,
  withValue,
} from '../store/index.ts';

/** What became of a change to an annotation. */
export type UpdateResult = { ok: true; revision: number } | { ok: false; reason: 'not-found' };

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

  /** Changes the fields named in `patch` and no other (MARK-8). */
  async update(mutationId: string, id: string, patch: AnnotationPatch): Promise<UpdateResult> {
    let found = true;
    const revision = await this.#mutations.run(mutationId, async () => {
      const known = await readOne(this.#collection, id);
      if (!known) {
        found = false;
        return undefined;
      }
      const after = { ...known, fields: this.#patched(known.fields, patch) };
      await storeEdits(this.#mutations, 'annotations', [{ before: known, after }], { mutationId });
      return { kind: 'annotations', ids: [known.paperId] };
    });
    return found ? { ok: true, revision } : { ok: false, reason: 'not-found' };
  }

  get #collection() {
    return this.#mutations.context.store.collections.annotations;
  }

  #patched(fields: Fields, { colour, deleted }: AnnotationPatch): Fields {
    const { clock } = this.#mutations.context;
    const coloured = colour ? withValue(fields, 'colour', colour, clock.next()) : fields;
    return deleted === undefined ? coloured : withDeletion(coloured, deleted, clock.next());
  }

  #toDocument({ colour, ...fixed }: Annotation, by: string): AnnotationDocument {
    const fields = withValue({}, 'colour', colour, this.#mutations.context.clock.next());
    return { ...fixed, anchor: fixed.anchor as unknown as Json, fields, by };
  }
}

function toAnnotation(document: AnnotationDocument): Annotation {
  const { fields, by: _by, anchor, ...fixed } = document;
  const colour = fieldValue<MarkColour>(fields, 'colour', 'yellow');
  const kind = 'highlight';
  return { ...fixed, kind, colour, anchor: anchor as unknown as Annotation['anchor'] };
}

function inReadingOrder(a: Annotation, b: Annotation): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.createdAt - b.createdAt;
}
