import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { HybridClock } from './clock.ts';
import { mergeFields } from './merge.ts';
import { applyTextUpdate, EMPTY_TEXT, markdownOf, mergeTextStates, TEXT_NAME } from './text.ts';
import {
  elementsOf,
  type Fields,
  fieldValue,
  isDeleted,
  latestClock,
  textStateOf,
  withDeletion,
  withElement,
  withText,
  withValue,
} from './user-document.ts';

type Edit =
  | { do: 'value'; name: 'starred' | 'status'; value: number }
  | { do: 'element'; element: string; present: boolean }
  | { do: 'text'; at: number; words: string }
  | { do: 'delete'; deleted: boolean };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    do: fc.constant('value' as const),
    name: fc.constantFrom('starred' as const, 'status' as const),
    value: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({
    do: fc.constant('element' as const),
    element: fc.constantFrom('vision', 'to cite', '__proto'),
    present: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('text' as const),
    at: fc.nat(20),
    words: fc.string({ maxLength: 5 }),
  }),
  fc.record({ do: fc.constant('delete' as const), deleted: fc.boolean() }),
);

function typed(state: string | undefined, at: number, words: string): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(state ?? EMPTY_TEXT, 'base64'));
  const text = doc.getText(TEXT_NAME);
  text.insert(Math.min(at, text.length), words);
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}

function perform(fields: Fields, change: Edit, clock: HybridClock): Fields {
  const now = clock.next();
  if (change.do === 'value') return withValue(fields, change.name, change.value, now);
  if (change.do === 'element')
    return withElement(fields, 'tags', change.element, change.present, now);
  if (change.do === 'delete') return withDeletion(fields, change.deleted, now);
  return withText(fields, 'body', typed(textStateOf(fields, 'body'), change.at, change.words), now);
}

/** Equality of meaning: Yjs bytes may differ where the words do not. */
function meaning(fields: Fields): unknown {
  const names = Object.keys(fields).sort();
  return names.map((name) => {
    const field = fields[name];
    if (field?.kind !== 'text') return [name, field];
    return [name, field.clock, markdownOf(field.value as string)];
  });
}

const history = fc.tuple(
  fc.array(edit, { maxLength: 6 }),
  fc.array(edit, { maxLength: 6 }),
  fc.array(edit, { maxLength: 6 }),
  fc.array(edit, { maxLength: 6 }),
);

/** Three machines that edited, each on its own, from one common state; clocks may be years off. */
function machines([common, ...own]: [Edit[], Edit[], Edit[], Edit[]]): [Fields, Fields, Fields] {
  const origin = new HybridClock('origin', '', () => 1_000_000);
  const start = common.reduce<Fields>((fields, one) => perform(fields, one, origin), {});
  const walls = [0, 1_000_000_000_000, 2_000_000_000_000];
  const ends = own.map((edits, index) => {
    const clock = new HybridClock(`m${index}`, latestClock(start), () => walls[index] ?? 0);
    return edits.reduce((fields, one) => perform(fields, one, clock), start);
  });
  return ends as [Fields, Fields, Fields];
}

describe('merge', () => {
  it('[SYNC-3] is commutative, associative and idempotent over random histories', () => {
    fc.assert(
      fc.property(history, (edits) => {
        const [a, b, c] = machines(edits);
        const left = mergeFields(mergeFields(a, b), c);
        const right = mergeFields(a, mergeFields(c, b));
        expect(meaning(left)).toEqual(meaning(right));
        expect(meaning(mergeFields(left, left))).toEqual(meaning(left));
        expect(meaning(mergeFields(left, a))).toEqual(meaning(left));
      }),
      { numRuns: 300, seed: 20261120 },
    );
  });

  it('[SYNC-3] keeps both machines’ fields, set elements and words', () => {
    const base = withText(
      withValue({}, 'starred', false, '1'),
      'body',
      typed(undefined, 0, 'x'),
      '1',
    );
    const desk = withElement(withValue(base, 'starred', true, '2'), 'tags', 'a', true, '2');
    const typedOnLaptop = withText(base, 'body', typed(textStateOf(base, 'body'), 1, 'yz'), '3');
    const laptop = withElement(typedOnLaptop, 'tags', 'b', true, '3');
    const merged = mergeFields(desk, laptop);
    expect(fieldValue(merged, 'starred', false)).toBe(true);
    expect(elementsOf(merged, 'tags')).toEqual(['a', 'b']);
    expect(markdownOf(textStateOf(merged, 'body') ?? '')).toBe('xyz');
  });

  it('[SYNC-3] lets an edit that races a deletion win, even with a clock far behind', () => {
    const base = withValue({}, 'colour', 'yellow', '5');
    const deleted = withDeletion(base, true, '9');
    expect(isDeleted(deleted)).toBe(true);
    const edited = withValue(base, 'colour', 'blue', '6');
    expect(isDeleted(mergeFields(deleted, edited))).toBe(false);
    expect(isDeleted(withDeletion(deleted, false, 'a'))).toBe(false);
  });

  it('[SYNC-3] lets an edit win that the deleter did not see, though another edit is later', () => {
    const [desk, laptop] = [1_000, 500].map(
      (wall, n) => new HybridClock(`m${n}`, '', () => wall),
    ) as [HybridClock, HybridClock];
    const onDesk = withValue({}, 'colour', 'yellow', desk.next());
    const deleted = withDeletion(onDesk, true, desk.next());
    const onLaptop = withValue({}, 'colour', 'blue', laptop.next());
    const merged = mergeFields(deleted, onLaptop);
    expect(fieldValue(merged, 'colour', '')).toBe('yellow');
    expect(isDeleted(merged)).toBe(false);
    const again = withDeletion(merged, true, desk.next());
    expect(isDeleted(mergeFields(onLaptop, again))).toBe(true);
  });

  it('[SYNC-3] reads a deletion of before, which knew one reading for all machines', () => {
    const fields = withValue({}, 'colour', 'blue', '5');
    const deleted = withValue(fields, 'deleted', { colour: '5' }, '6');
    expect(isDeleted(deleted)).toBe(true);
    expect(isDeleted(withValue(deleted, 'colour', 'red', '7'))).toBe(false);
  });

  it('[SYNC-3] takes any word for an element of a set', () => {
    const words = ['__proto__', 'constructor', 'toString'];
    const add = (fields: Fields, word: string, n: number) =>
      withElement(fields, 'tags', word, true, `${n}`);
    const one = words.reduce<Fields>(add, {});
    const other = withElement({}, 'tags', 'vision', true, '9');
    expect(elementsOf(mergeFields(one, other), 'tags')).toEqual([...words, 'vision'].sort());
    expect(elementsOf(mergeFields(other, one), 'tags')).toEqual([...words, 'vision'].sort());
  });

  it('[SYNC-6] keeps a field of a kind that it does not know', () => {
    const known = withValue({}, 'colour', 'blue', '1');
    const newer: Fields = { ...known, ink: { kind: 'stroke', clock: '2', value: [1, 2] } };
    expect(mergeFields(known, newer)).toEqual(newer);
    expect(mergeFields(newer, known)).toEqual(newer);
  });
});

describe('HybridClock', () => {
  it('[SYNC-3] only grows, whatever the wall clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 2 }), (walls) => {
        let at = 0;
        const clock = new HybridClock('d', '', () => walls[Math.min(at++, walls.length - 1)] ?? 0);
        const readings = walls.map(() => clock.next());
        expect([...readings].sort()).toEqual(readings);
        expect(new Set(readings).size).toBe(readings.length);
      }),
      { seed: 20261120 },
    );
  });

  it('[SYNC-3] goes on after what was stored, and follows others within a day only', () => {
    const stored = new HybridClock('a', '', () => 5_000).next();
    expect(new HybridClock('b', stored, () => 10).next() > stored).toBe(true);
    const clock = new HybridClock('c', '', () => 1_000);
    clock.observe(new HybridClock('far', '', () => 4e12).next());
    expect(clock.next() < new HybridClock('z', '', () => 2_000).next()).toBe(true);
  });
});

describe('applyTextUpdate', () => {
  it('[NOTE-3] refuses what is no update, and keeps what builds on edits that are missing', () => {
    const one = typed(undefined, 0, 'one');
    expect(applyTextUpdate(one, Buffer.from('no update').toString('base64'))).toBeUndefined();
    const doc = new Y.Doc();
    doc.getText(TEXT_NAME).insert(0, 'a');
    const before = Y.encodeStateVector(doc);
    doc.getText(TEXT_NAME).insert(1, 'b');
    const tail = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
    const early = applyTextUpdate(undefined, tail);
    expect(early).toMatchObject({ markdown: '', complete: false });
    const whole = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
    expect(applyTextUpdate(early?.state, whole)).toMatchObject({ markdown: 'ab', complete: true });
    const merged = mergeTextStates(early?.state ?? '', one);
    expect(applyTextUpdate(merged, whole)?.markdown).toContain('ab');
  });
});
