import { deletedAmong, type Mutations } from '../../library/index.ts';
import {
  type Fields,
  type FileDocument,
  isSet,
  putOne,
  readOne,
  withElement,
} from '../../store/index.ts';
import { elementOf, PDFS } from './element.ts';

/** What is to be said of a paper's PDF. */
export type Word = {
  readonly paperId: string;
  readonly file: FileDocument;
  /** The target's file that it lies in. */
  readonly blob: string;
  /** Elements that tell of what is at the target no more. */
  readonly gone: readonly string[];
};

/**
 * Says durably in a paper's state that a PDF of it lies at the target; the other machines hear of it
 * as of every other change. Nothing is said of what lies in the trash, as that would bring it back.
 */
export async function tell(mutations: Mutations, { paperId, file, blob, gone }: Word) {
  const { store, clock, events } = mutations.context;
  const isTold = await mutations.exclusively(async () => {
    if ((await deletedAmong(mutations, [paperId])).has(paperId)) return false;
    const { states } = store.collections;
    const before = await readOne(states, paperId);
    let fields: Fields = before?.fields ?? {};
    // A later version may say it in another way.
    if (fields[PDFS] && !isSet(fields[PDFS])) return false;
    const known = isSet(fields[PDFS]) ? fields[PDFS].value : {};
    for (const text of gone)
      if (known[text]?.present) fields = withElement(fields, PDFS, text, false, clock.next());
    fields = withElement(fields, PDFS, elementOf(file, blob), true, clock.next());
    await putOne(states, { ...before, id: paperId, fields, by: '' });
    await mutations.follower.follow();
    return true;
  });
  if (isTold) events.changed('papers', [paperId]);
}

/**
 * Puts a PDF that is in its place into the library, as the user's own; one whose paper was deleted
 * meanwhile stays out.
 */
export async function addFile(mutations: Mutations, file: FileDocument): Promise<void> {
  const { store, events } = mutations.context;
  await mutations.exclusively(async () => {
    if ((await deletedAmong(mutations, [file.paperId])).size > 0) return;
    const known = await readOne(store.collections.files, file.id);
    if (known === undefined) await putOne(store.collections.files, file);
    await mutations.follower.follow();
  });
  events.changed('papers', [file.paperId]);
  events.changed('files', [file.paperId]);
}
