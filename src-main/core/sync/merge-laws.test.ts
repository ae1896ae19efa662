import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendedText,
  applyTextUpdate,
  EMPTY_TEXT,
  elementsOf,
  type Field,
  type Fields,
  HybridClock,
  isDeleted,
  isPurged,
  latestClock,
  markdownOf,
  TRAVELLING,
  type Travelling,
  textStateOf,
  withDeletion,
  withElement,
  withPurge,
  withText,
  withValue,
} from '../store/index.ts';
import { mergeRecords } from './merge-record.ts';
import type { SyncRecord } from './record.ts';
import { decodeSegment, encodeSegment } from './segment.ts';

type Document = SyncRecord['document'];

/** One thing that somebody does to a document, `n` says which name or value. */
type Act = {
  readonly do: 'value' | 'put' | 'take' | 'text' | 'delete' | 'back' | 'purge' | 'foreign';
  readonly n: number;
};

const act: fc.Arbitrary<Act> = fc.record({
  do: fc.constantFrom(
    ...(['value', 'put', 'take', 'text', 'back', 'foreign'] as const),
    ...(['delete', 'delete', 'delete', 'purge'] as const),
  ),
  n: fc.nat(3),
});
const acts = fc.array(act, { maxLength: 7, size: 'max' });
const few = fc.array(act, { maxLength: 3 });
const world = fc.record({
  collection: fc.constantFrom(...TRAVELLING.filter((name) => name !== 'aliases')),
  common: acts,
  own: fc.tuple(few, few, acts),
  /** Which machines are of a version that did not write down what it knew. */
  isOld: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  /** How far each machine's clock is wrong, in milliseconds. */
  wrong: fc.tuple(fc.nat(3e12), fc.nat(3e12), fc.nat(3e12)),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const SETTINGS = { seed: 20_261_121, numRuns: 150 };
const CONSTANT: Partial<Record<Travelling, object>> = {
  annotations: {
    ...{ paperId: 'p', kind: 'highlight', fileSha256: 'f', version: null, order: 'o' },
    ...{ createdAt: 1, anchor: { pages: [] } },
  },
  notes: { paperId: 'p' },
  memberships: { collectionId: 'c', paperId: 'p' },
};

/** A word that nobody else writes. */
let words = 0;
const NAMES = ['name', 'colour', 'status', 'order'];

function perform(fields: Fields, { do: what, n }: Act, clock: HybridClock): Fields {
  const now = clock.next();
  if (what === 'value') return withValue(fields, NAMES[n]!, n, now);
  if (what === 'put') return withElement(fields, 'tags', `e${n}`, true, now);
  if (what === 'take') return withElement(fields, 'tags', `e${n}`, false, now);
  if (what === 'delete') return withDeletion(fields, true, now);
  if (what === 'back') return withDeletion(fields, false, now);
  if (what === 'purge') return withPurge(fields, () => clock.next());
  if (what === 'foreign') {
    const ink = { kind: 'stroke', clock: now, value: [n], width: words++ };
    return { ...fields, ink } as Fields;
  }
  const state = textStateOf(fields, 'body') ?? EMPTY_TEXT;
  const update = appendedText(state, ` w${words++}w`);
  return withText(fields, 'body', applyTextUpdate(state, update)!.state, now);
}

/** As a version writes it that does not know what a value stands on. */
function withoutPast(fields: Fields): Fields {
  const text = JSON.stringify(fields, (name, value: unknown) =>
    name === 'past' ? undefined : value,
  );
  return JSON.parse(text) as Fields;
}

/** Three machines' states of one document, each made from a common one without the others knowing. */
function statesOf({ collection, common, own, isOld, wrong }: World): SyncRecord[] {
  const origin = new HybridClock('origin', '', () => 1_000_000);
  const start = common.reduce<Fields>((fields, one) => perform(fields, one, origin), {});
  return own.map((some, n) => {
    const clock = new HybridClock(`m${n}`, latestClock(start), () => wrong[n]!);
    const fields = some.reduce((known, one) => perform(known, one, clock), start);
    const kept = isOld[n] ? withoutPast(fields) : fields;
    const body = textStateOf(kept, 'body');
    const derived = collection === 'notes' ? { markdown: body ? markdownOf(body) : '' } : {};
    const document = { id: 'one', ...CONSTANT[collection], ...derived, by: '' };
    return { collection, document: { ...document, fields: kept } };
  });
}

const fieldsOf = ({ document }: SyncRecord): Fields => (document.fields ?? {}) as Fields;

/** The state after the records came one after the other. */
function together(...records: readonly SyncRecord[]): SyncRecord {
  const [first, ...others] = records;
  let known: Document = first!.document;
  for (const record of others) {
    const { documents } = mergeRecords([record], () => known, null);
    known = documents[0]?.document ?? known;
  }
  return { ...first!, document: known };
}

/** All that a state says, whatever bytes it says its words in. */
function said({ document }: SyncRecord): unknown {
  const { fields: _fields, ...rest } = document;
  const fields = Object.entries(fieldsOf({ collection: 'states', document })).map(
    ([name, field]) =>
      field.kind === 'text' ? [name, { ...field, value: wordsOf(field) }] : [name, field],
  );
  return { ...rest, fields: Object.fromEntries(fields) };
}

const wordsOf = (field: Field): string[] =>
  markdownOf(field.value as string)
    .split(' ')
    .sort();

describe('merging whole documents', () => {
  it('[SYNC-3] comes to the same in any order, however often, and in any parts', () => {
    fc.assert(
      fc.property(world, (one) => {
        const [a, b, c] = statesOf(one) as [SyncRecord, SyncRecord, SyncRecord];
        const whole = said(together(a, b, c));
        expect(said(together(c, b, a))).toEqual(whole);
        expect(said(together(b, a, b, c, a, c))).toEqual(whole);
        expect(said(together(a, together(b, c)))).toEqual(whole);
        expect(said(together(together(c, a), together(b, a)))).toEqual(whole);
      }),
      SETTINGS,
    );
  });

  it('[SYNC-3] writes nothing where nothing is new', () => {
    fc.assert(
      fc.property(world, (one) => {
        const records = statesOf(one);
        const whole = together(...records);
        for (const known of [...records, whole]) {
          const merged = mergeRecords([known], () => whole.document, null);
          expect(merged).toMatchObject({ changed: 0, documents: [], merges: [], losses: [] });
        }
        expect(together(whole, whole).document).toBe(whole.document);
      }),
      SETTINGS,
    );
  });

  it('[SYNC-3] takes no word, element, field or clock away', () => {
    fc.assert(
      fc.property(world, (one) => {
        const records = statesOf(one);
        const whole = fieldsOf(together(...records));
        for (const record of records) expectKept(fieldsOf(record), whole);
      }),
      SETTINGS,
    );
  });

  it('[SYNC-3] deletes only what every machine’s last word was known of', () => {
    fc.assert(
      fc.property(world, (one) => {
        const records = statesOf(one);
        const whole = fieldsOf(together(...records));
        const isHere = records.filter((record) => !isDeleted(fieldsOf(record)));
        if (isDeleted(whole)) for (const record of isHere) expectSeen(fieldsOf(record), whole);
        if (isPurged(whole)) expect(isDeleted(whole)).toBe(true);
      }),
      SETTINGS,
    );
  });

  it('[SYNC-3] says the same after a segment carried it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(world, { minLength: 1, maxLength: 4 }), async (worlds) => {
        const records = worlds.flatMap(statesOf);
        const writer = { device: 'm0', at: 1 };
        const told = { records, covers: [], writer, merges: [], losses: [] };
        const read = await decodeSegment(await encodeSegment(told));
        expect(read).toEqual({ ok: true, ...told });
      }),
      { ...SETTINGS, numRuns: 60 },
    );
  });

  it('[SYNC-3] finds one target of a former id, whoever is asked', () => {
    const targets = fc.array(fc.constantFrom('arxiv:1', 'arxiv:2', 'file:3'), { minLength: 1 });
    fc.assert(
      fc.property(targets, (some) => {
        const aliases = some.map(
          (target): SyncRecord => ({ collection: 'aliases', document: { id: 'title:a', target } }),
        );
        const whole = together(...aliases).document;
        expect(together(...aliases.toReversed()).document).toEqual(whole);
        expect(together(...aliases, ...aliases).document).toEqual(whole);
      }),
      SETTINGS,
    );
  });

  it('[SYNC-3] runs none of these in vain', () => {
    const all = fc.sample(world, { ...SETTINGS, numRuns: 250 }).map((one) => {
      const states = statesOf(one);
      return { states: states.map(fieldsOf), whole: fieldsOf(together(...states)) };
    });
    const share = (is: (one: (typeof all)[number]) => boolean): number =>
      all.filter(is).length / all.length;
    expect(share(({ whole }) => isDeleted(whole))).toBeGreaterThan(0.05);
    expect(
      share(({ whole, states }) => !isDeleted(whole) && states.some(isDeleted)),
    ).toBeGreaterThan(0.1);
    expect(share(({ whole }) => whole.ink !== undefined)).toBeGreaterThan(0.3);
    expect(share(({ whole }) => JSON.stringify(whole).includes('"past"'))).toBeGreaterThan(0.3);
  });
});

/** Everything of `part` is in `whole`, or something later that stands in its place. */
function expectKept(part: Fields, whole: Fields): void {
  for (const [name, field] of Object.entries(part)) {
    const now = whole[name]!;
    expect(now.clock >= field.clock).toBe(true);
    if (field.kind === 'text') expect(wordsOf(now)).toEqual(expect.arrayContaining(wordsOf(field)));
    else if (field.kind !== 'set' && now.clock === field.clock) {
      const { past: _was, ...own } = field as Field & { past?: unknown };
      expect(now).toMatchObject(own);
    }
  }
  const [had, has] = [elementsOf(part, 'tags'), elementsOf(whole, 'tags')];
  for (const element of had) if (!has.includes(element)) expectTaken(element, part, whole);
}

function expectTaken(element: string, part: Fields, whole: Fields): void {
  type Elements = Record<string, { clock: string; present: boolean }>;
  const [was, is] = [part, whole].map(({ tags }) => (tags!.value as Elements)[element]!);
  expect(is!.present).toBe(false);
  expect(is!.clock > was!.clock).toBe(true);
}

/** Whoever deleted it had seen each field as it is in `part`, which was not deleted. */
function expectSeen(part: Fields, whole: Fields): void {
  const seen = (whole.deleted as Field & { value: Record<string, Record<string, string>> }).value;
  for (const [name, field] of Object.entries(part)) {
    if (name === 'deleted' || field.kind === 'set') continue;
    const device = field.clock.slice(18);
    expect((seen[name]?.[device] ?? '') >= field.clock).toBe(true);
  }
}
