import type { RxCollection } from 'rxdb/plugins/core';
import {
  type AnnotationDocument,
  appendedText,
  applyTextUpdate,
  EMPTY_TEXT,
  type Fields,
  HybridClock,
  LibraryStore,
  type NoteDocument,
  noteIdOf,
  putMany,
  readMany,
  readOne,
  type StateDocument,
  textStateOf,
  withElement,
  withText,
  withValue,
} from '../src-main/core/store/index.ts';
import { benchPaper } from './papers.ts';

/** How many documents of the user's a library has; each state is of a paper, and brings it along. */
export type Counts = {
  readonly states: number;
  readonly annotations: number;
  readonly notes: number;
};

/** All documents of the user's. */
export const totalOf = ({ states, annotations, notes }: Counts): number =>
  states + annotations + notes;

const BATCH = 500;
const STATUSES = ['unread', 'reading', 'read'];
const COLOURS = ['yellow', 'green', 'blue', 'pink'];
const WORDS =
  'the estimate holds where the prior is wide and the samples are few, as table 3 has it';

/** Puts papers, and what a user says of them, in the library of a data folder; what is there is changed. */
export async function fillUserLibrary(folder: string, counts: Counts): Promise<void> {
  const store = await LibraryStore.open(folder);
  const clock = new HybridClock('be2c4be2c4be', store.latestClock());
  const { papers, states, annotations, notes } = store.collections;
  const isNew = (await readOne(papers, paperId(0))) === undefined;
  const known = <Document extends { readonly id: string }>(
    collection: RxCollection<Document>,
    ids: readonly string[],
  ): Promise<Map<string, Document>> =>
    isNew ? Promise.resolve(new Map()) : readMany(collection, ids);
  await inBatches(counts.states, async (numbers) => {
    if (isNew) await putMany(papers, numbers.map(benchPaper));
    const before = await known(states, numbers.map(paperId));
    const next = numbers.map((number) => stateOf(number, before, clock));
    await putMany(states, next);
  });
  await inBatches(counts.annotations, async (numbers) => {
    const before = await known(annotations, numbers.map(annotationId));
    const next = numbers.map((number) => annotationOf(number, before, clock));
    await putMany(annotations, next);
  });
  await inBatches(counts.notes, async (numbers) => {
    const ids = numbers.map((number) => noteIdOf(paperId(number)));
    const before = await known(notes, ids);
    const next = numbers.map((number) => noteOf(number, before, clock));
    await putMany(notes, next);
  });
  await store.close();
}

async function inBatches(
  count: number,
  work: (numbers: readonly number[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < count; start += BATCH) {
    const length = Math.min(BATCH, count - start);
    await work(Array.from({ length }, (_, index) => start + index));
  }
}

/** The id of the paper of this number. */
export const paperId = (number: number): string =>
  `arxiv:${2500 + (number % 1200)}.${String(number).padStart(5, '0')}`;

const annotationId = (number: number): string => `bench-mark-${number}`;

type Known<Document> = ReadonlyMap<string, Document>;

/** A fourth each: a star, a status, a tag, how far it was read; of all, when it was read. */
function stateOf(number: number, known: Known<StateDocument>, clock: HybridClock): StateDocument {
  const id = paperId(number);
  const before: Fields = known.get(id)?.fields ?? {};
  const round = Object.keys(before).length;
  const fields = withValue(before, 'lastReadAt', number + round, clock.next());
  return { id, fields: said(fields, number, round, clock), by: '' };
}

function said(fields: Fields, number: number, round: number, clock: HybridClock): Fields {
  const at = clock.next();
  const turn = (number + round) % 4;
  if (turn === 0) return withValue(fields, 'starred', round % 2 === 0, at);
  if (turn === 1) return withValue(fields, 'status', STATUSES[number % 3]!, at);
  if (turn === 2) return withElement(fields, 'tags', `tag ${number % 50}`, true, at);
  const position = { page: number % 30, top: (number % 100) / 100, zoom: 'fit-width' };
  return withValue(fields, 'position', position, at);
}

function annotationOf(
  number: number,
  known: Known<AnnotationDocument>,
  clock: HybridClock,
): AnnotationDocument {
  const before = known.get(annotationId(number));
  const comment = `${WORDS}, ${number}`;
  if (before) {
    return { ...before, fields: withValue(before.fields, 'comment', comment, clock.next()) };
  }
  const quads = [0, 1, 2].map((line) => {
    const [top, bottom] = [712.25 - line * 12, 700.75 - line * 12];
    return [72.5, top, 300.125, top, 72.5, bottom, 300.125, bottom];
  });
  const page = {
    page: number % 30,
    start: 10 * number,
    exact: WORDS,
    prefix: 'so that ',
    suffix: '.',
  };
  return {
    id: annotationId(number),
    paperId: paperId(Math.floor(number / 3)),
    kind: 'highlight',
    fileSha256: '0'.repeat(64),
    version: 1,
    order: `${String(number % 30).padStart(5, '0')}|${String(number).padStart(6, '0')}|00080`,
    createdAt: 1_700_000_000_000 + number,
    anchor: { pages: [{ ...page, quads }] },
    fields: withValue({}, 'colour', COLOURS[number % 4]!, clock.next()),
    by: '',
  };
}

function noteOf(number: number, known: Known<NoteDocument>, clock: HybridClock): NoteDocument {
  const id = noteIdOf(paperId(number));
  const fields = known.get(id)?.fields ?? {};
  const line = `## Note ${number}\n\n${`${WORDS}. `.repeat(4)}\n`;
  const { state, markdown } = added(textStateOf(fields, 'body') ?? EMPTY_TEXT, line);
  return {
    ...{ id, paperId: paperId(number), by: '', markdown },
    fields: withText(fields, 'body', state, clock.next()),
  };
}

/** A state with a text at its end. */
function added(state: string, text: string) {
  return applyTextUpdate(state, appendedText(state, text))!;
}
