import {
  type Field,
  type Fields,
  type Hlc,
  isDeleted,
  isSet,
  type Json,
  type SetField,
  type UserDocument,
  withDeletion,
  withElement,
  withValue,
} from '../store/index.ts';
import { UNSAID } from './unsaid.ts';

/** Collections whose documents the user's acts change. */
export type EditedCollection =
  | 'states'
  | 'collections'
  | 'memberships'
  | 'searches'
  | 'annotations'
  | 'notes';

/** A document before and after an act; undefined before it was made. */
export type Edit<Document extends UserDocument = UserDocument> = {
  readonly before: Document | undefined;
  readonly after: Document;
};

/** One thing that an act changed, and what it was before. */
type Change = {
  readonly collection: EditedCollection;
  readonly id: string;
  readonly field: string;
  /** The element of a set that was put in or taken out. */
  readonly element: string | null;
  /** The clock that the act wrote: while it stands, nobody has changed this since. */
  readonly clock: Hlc;
  /** The clock of before; empty where there was none. */
  readonly was: Hlc;
  /** The value of before; undefined where there was none. */
  readonly value: Json | undefined;
};

/** What has to be taken back in one document. */
export type Reversal = {
  readonly collection: EditedCollection;
  readonly id: string;
  /** Its fields with all taken back that nobody has changed since; undefined where nothing is left. */
  readonly reverse: (fields: Fields, next: () => Hlc) => Fields | undefined;
};

const MOST_ACTS = 500;
/** About a hundred megabytes at most. */
const MOST_CHANGES = 500_000;

const DELETED = 'deleted';

/** In place of a clock: of a document that is not there, which is not one that was never deleted. */
const UNMADE = 'unmade';

/**
 * Remembers, for the session, what the user's acts changed and how it was (LIB-3). Each field and
 * each element of a set is taken back by itself, and only while the act's own word stands there: so
 * acts may be taken back in any order, whatever was done in between, and nobody else's word is lost.
 */
export class UndoLog {
  readonly #acts = new Map<string, Change[]>();
  readonly #clocks = new SameClocks();
  #changes = 0;

  /** Notes what a mutation does to documents; it may be told of in parts. */
  note(mutationId: string, collection: EditedCollection, edits: readonly Edit[]): void {
    const known = this.#acts.get(mutationId) ?? [];
    this.#acts.delete(mutationId);
    for (const edit of edits)
      for (const change of changesOf(collection, edit)) {
        known.push(change);
        this.#changes++;
      }
    this.#acts.set(mutationId, known);
    this.#forget();
  }

  /** Whether what a mutation did is remembered. */
  knows(mutationId: string): boolean {
    return this.#acts.has(mutationId);
  }

  /** What to do to take mutations back, a document at a time; the last of the mutations first. */
  reversals(mutationIds: readonly string[]): Reversal[] {
    const changes = mutationIds
      .toReversed()
      .flatMap((id) => this.#acts.get(id)?.toReversed() ?? []);
    const byDocument = Map.groupBy(changes, ({ collection, id }) => `${collection} ${id}`);
    return [...byDocument.values()].map((ofOne) => {
      const { collection, id } = ofOne[0]!;
      return {
        collection,
        id,
        reverse: (fields, next) => reverse(fields, ofOne, { next, clocks: this.#clocks }),
      };
    });
  }

  #forget(): void {
    for (const [id, changes] of this.#acts) {
      const isOne = this.#acts.size === 1;
      if (isOne || (this.#acts.size <= MOST_ACTS && this.#changes <= MOST_CHANGES)) return;
      this.#acts.delete(id);
      this.#changes -= changes.length;
    }
  }
}

/** What is restored has a clock of its own and stands for the one that it restores. */
class SameClocks {
  readonly #restored = new Map<Hlc, Hlc>();

  restores(clock: Hlc, was: Hlc): void {
    this.#restored.set(clock, this.#first(was));
    const [oldest] = this.#restored.keys();
    if (this.#restored.size > MOST_CHANGES && oldest !== undefined) this.#restored.delete(oldest);
  }

  /** Whether two clocks are of the same word. */
  are(one: Hlc, other: Hlc): boolean {
    return this.#first(one) === this.#first(other);
  }

  /** A field as of when it was said for the first time what it says. */
  of(field: Field): Field {
    if (!isSet(field)) return { ...field, clock: this.#first(field.clock) };
    const elements = Object.entries(field.value).map(([element, said]) => {
      return [element, { ...said, clock: this.#first(said.clock) }];
    });
    return { ...field, value: Object.fromEntries(elements) };
  }

  #first(clock: Hlc): Hlc {
    return this.#restored.get(clock) ?? clock;
  }
}

/** What taking back needs: clocks for what it writes, and which of the former ones they stand for. */
type Means = { readonly next: () => Hlc; readonly clocks: SameClocks };

function* changesOf(collection: EditedCollection, edit: Edit): Generator<Change> {
  const { before, after } = edit;
  const base = { collection, id: after.id };
  // A paper's state may be made by any act; that it was is nothing to take back.
  if (before === undefined && collection !== 'states') return yield madeBy(base, after);
  for (const [field, written] of Object.entries(after.fields)) {
    const known = before?.fields[field];
    if (field === DELETED || known?.clock === written.clock) continue;
    if (isSet(written))
      yield* elementsChanged(base, field, isSet(known) ? known : undefined, written);
    else {
      const [was, value] = [known?.clock ?? '', known?.value as Json | undefined];
      yield { ...base, field, element: null, clock: written.clock, was, value };
    }
  }
  yield* deletionChanged(base, edit);
}

/** A word brings back what was deleted, too; so it is told by whether it was there. */
function* deletionChanged(
  base: Pick<Change, 'collection' | 'id'>,
  { before, after }: Edit,
): Generator<Change> {
  const [known, written] = [before?.fields[DELETED], after.fields[DELETED]];
  const wasDeleted = before !== undefined && isDeleted(before.fields);
  if (!written) return;
  if (known?.clock === written.clock && wasDeleted === isDeleted(after.fields)) return;
  const value = wasDeleted ? (known?.value as Json) : null;
  const [clock, was] = [written.clock, known?.clock ?? ''];
  yield { ...base, field: DELETED, element: null, clock, was, value };
}

function* elementsChanged(
  base: Pick<Change, 'collection' | 'id'>,
  field: string,
  before: SetField | undefined,
  after: SetField,
): Generator<Change> {
  for (const [element, { clock }] of Object.entries(after.value)) {
    const known = before?.value[element];
    if (known?.clock !== clock)
      yield {
        ...base,
        field,
        element,
        clock,
        was: known?.clock ?? '',
        value: known?.present ?? false,
      };
  }
}

/** Taking back that a document was made is deleting it, as long as nobody has deleted it since. */
function madeBy(base: Pick<Change, 'collection' | 'id'>, { fields }: UserDocument): Change {
  const clock = fields[DELETED]?.clock ?? '';
  return { ...base, field: DELETED, element: null, clock, was: UNMADE, value: {} };
}

/**
 * What was deleted comes back first and what was made goes last: a word after a deletion would bring
 * a document back. What somebody has deleted since is left as it is.
 */
function reverse(fields: Fields, changes: readonly Change[], means: Means): Fields | undefined {
  const deletions = changes.filter(({ field }) => field === DELETED);
  const isBack = ({ value }: Change): boolean => (value ?? null) === null;
  const words = changes.filter(({ field }) => field !== DELETED);
  let now = reversed(fields, deletions.filter(isBack), means);
  if (!isDeleted(now)) now = reversed(now, words, means);
  const goes = deletions.filter(
    (change) => !isBack(change) && !isSpokenOf(fields, now, change, means),
  );
  now = reversed(now, goes, means);
  return now === fields ? undefined : now;
}

/** Whether what an act's words brought back from the trash has been spoken of since. */
function isSpokenOf(
  before: Fields,
  now: Fields,
  { clock, was, value }: Change,
  { clocks }: Means,
): boolean {
  if (clock === '' || clock !== was) return false;
  const kept = Object.entries(now).filter(([name, field]) => before[name] === field);
  // What was taken back since is no word of anybody's.
  const said = kept.map(([name, field]) => [name, clocks.of(field)]);
  const deleted = { kind: 'lww', clock, value: value ?? null };
  return !isDeleted({ ...Object.fromEntries(said), [DELETED]: deleted });
}

function reversed(fields: Fields, changes: readonly Change[], means: Means): Fields {
  return changes.reduce((now, change) => takenBack(now, change, means), fields);
}

function takenBack(fields: Fields, change: Change, { next, clocks }: Means): Fields {
  const { field, element, was, value } = change;
  if (!clocks.are(clockAt(fields, field, element), change.clock)) return fields;
  const back = (clock: Hlc): Fields => {
    if (element !== null) return withElement(fields, field, element, value === true, clock);
    if (field === DELETED) return withDeletion(fields, (value ?? null) !== null, clock);
    return withValue(fields, field, value ?? UNSAID[field] ?? null, clock);
  };
  const done = back(next());
  clocks.restores(clockAt(done, field, element), was);
  return done;
}

/** The clock of a field, or of an element of a set; empty where there is none. */
function clockAt(fields: Fields, field: string, element: string | null): Hlc {
  const known: Field | undefined = fields[field];
  if (element === null) return known?.clock ?? '';
  return (isSet(known) && known.value[element]?.clock) || '';
}
