import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Annotation,
  annotation,
  type MarkColour,
} from '../../../src-shared/contract/index.ts';
import { createAnchor, readingOrderKey } from '../../../src-shared/pdf/index.ts';
import { madeColumn, madePage } from '../../../src-shared/pdf/testing.ts';
import { applyEdit, type Edit, type MarkFields, patchOf } from './edits.ts';
import { isInQuad, markAt, type PlacedMark } from './mark-overlay.ts';
import { MarkSession, withPending } from './mark-session.ts';
import { findPlacement, pagesByDistance, storedPlacement } from './placement.ts';
import { QuoteSource } from './quote-source.ts';

const WORDS = Array.from({ length: 60 }, (_, i) => `word${i}x`);
const SHA = 'a'.repeat(64);
const COLOURS: readonly MarkColour[] = ['yellow', 'green', 'blue'];

/** A page of one column. */
const pageOfWords = (words: readonly string[], pageIndex = 0) =>
  madePage(madeColumn(words, { x: 72, y: 700, width: 460 }), pageIndex);
const page = pageOfWords(WORDS);
const pageOf = (index: number) => (index === 0 ? page : undefined);

/** A highlight over some of the page's words. */
function madeMark(n: number, from: string, to: string): Annotation {
  const start = { page: 0, offset: page.text.indexOf(from) };
  const end = { page: 0, offset: page.text.indexOf(to) + to.length };
  const anchor = createAnchor(pageOf, { start, end })!;
  return annotation.parse({
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    paperId: 'arxiv:1',
    kind: 'highlight',
    colour: 'yellow',
    anchor,
    order: readingOrderKey(anchor),
    fileSha256: SHA,
    version: 1,
    createdAt: n,
  });
}

const MARKS = [
  madeMark(1, 'word9x', 'word11x'),
  madeMark(2, 'word2x', 'word4x'),
  madeMark(3, 'word30x', 'word33x'),
];

/** A core that answers when told to, and keeps what it was sent. */
function slowCore() {
  let stored: readonly Annotation[] = [];
  const sent: Edit[] = [];
  const answers: (() => void)[] = [];
  const session = new MarkSession((edit) => {
    sent.push(edit);
    return new Promise((resolve) => {
      answers.push(() => {
        stored = applyEdit(stored, edit);
        resolve();
      });
    });
  });
  const answer = async () => {
    answers.shift()?.();
    for (let i = 0; i < 4; i++) await Promise.resolve();
  };
  const shown = () => withPending(stored, session.state.getState().pending);
  return { session, sent, answer, shown, stored: () => stored, waiting: () => answers.length };
}

/** Changes of a mark, each of a field of its own, and each always to another value. */
const CHANGES = {
  recolour: ({ colour }: Annotation): MarkFields => ({
    colour: COLOURS[(COLOURS.indexOf(colour) + 1) % COLOURS.length]!,
  }),
  comment: ({ comment }: Annotation): MarkFields => ({ comment: `${comment}x` }),
  tag: ({ tags }: Annotation): MarkFields => ({
    tags: tags.includes('method') ? tags.filter((tag) => tag !== 'method') : [...tags, 'method'],
  }),
  kind: ({ kind }: Annotation): MarkFields => ({
    kind: kind === 'highlight' ? 'underline' : 'highlight',
  }),
  move: ({ anchor }: Annotation): MarkFields => ({
    anchor: { pages: anchor.pages.map((part) => ({ ...part, start: part.start + 1 })) },
  }),
};

const idsOf = (marks: readonly Annotation[]) => marks.map(({ id }) => id);

describe('marks', () => {
  it('[MARK-4] shows and sends a mark in the turn of the gesture, before any answer', async () => {
    const core = slowCore();
    core.session.create(MARKS[0]!);
    expect(core.sent).toEqual([{ kind: 'create', annotation: MARKS[0] }]);
    expect(core.shown()).toEqual([MARKS[0]]);
    await core.answer();
    expect(core.session.state.getState().pending).toEqual([]);
    expect(core.shown()).toEqual([MARKS[0]]);
  });

  it('[MARK-5] lists marks in reading order, whenever they were made', () => {
    const core = slowCore();
    for (const mark of MARKS) core.session.create(mark);
    expect(idsOf(core.shown())).toEqual([MARKS[1]!.id, MARKS[0]!.id, MARKS[2]!.id]);
  });

  it('[MARK-8] takes a deletion back as a change of its field, never as a second creation', () => {
    const core = slowCore();
    core.session.create(MARKS[0]!);
    core.session.remove(MARKS[0]!);
    core.session.undo();
    expect(core.sent.map(({ kind }) => kind)).toEqual(['create', 'delete', 'restore']);
    core.session.undo();
    core.session.redo();
    expect(core.sent.map(({ kind }) => kind)).toEqual([
      'create',
      'delete',
      'restore',
      'delete',
      'restore',
    ]);
    expect(core.shown()).toEqual([MARKS[0]]);
  });

  it('[MARK-8] sends only the colour when a colour changes, and not when it does not', () => {
    const core = slowCore();
    core.session.change(MARKS[0]!, { colour: 'blue', comment: '' });
    core.session.change(MARKS[0]!, { colour: 'yellow' });
    expect(core.sent).toEqual([
      {
        kind: 'change',
        id: MARKS[0]!.id,
        from: { colour: 'yellow' },
        to: { colour: 'blue' },
      },
    ]);
  });

  it('[MARK-8] sends only what differs of tags, and the comment without anything else', () => {
    const core = slowCore();
    const tagged = { ...MARKS[0]!, tags: ['method', 'old'] };
    core.session.change(tagged, { tags: ['method', 'new'] });
    core.session.change(tagged, { comment: 'See above.', tags: ['method', 'old'] });
    const patches = core.sent.map((edit) => edit.kind === 'change' && patchOf(edit));
    expect(patches).toEqual([
      { tagsAdded: ['new'], tagsRemoved: ['old'] },
      { comment: 'See above.' },
    ]);
  });

  it('[MARK-8] any edits, undone and redone, end where the list of states says', async () => {
    type Act = {
      act: 'create' | 'delete' | 'nudge' | 'undo' | 'redo' | 'answer' | keyof typeof CHANGES;
      which: number;
    };
    const act = fc.record({
      act: fc.constantFrom<Act['act']>(
        'create',
        'delete',
        'recolour',
        'comment',
        'tag',
        'kind',
        'move',
        'nudge',
        'nudge',
        'undo',
        'undo',
        'redo',
        'answer',
      ),
      which: fc.integer({ min: 0, max: 2 }),
    });
    let undone = 0;
    let redone = 0;
    let joined = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: 80 }), async (acts) => {
        const core = slowCore();
        // The plainest undo there is: every state that was, and where we stand among them.
        let states: (readonly Annotation[])[] = [[]];
        let now = 0;
        const become = (state: readonly Annotation[]) => {
          states = [...states.slice(0, now + 1), state];
          now++;
        };
        const made = new Set<string>();
        // What the last act changed, which a nudge of the same goes on with.
        let last = '';
        for (const { act: what, which } of acts) {
          const mark = states[now]!.find(({ id }) => id === MARKS[which]!.id);
          if (what === 'create' && !made.has(MARKS[which]!.id)) {
            last = '';
            made.add(MARKS[which]!.id);
            core.session.create(MARKS[which]!);
            become(applyEdit(states[now]!, { kind: 'create', annotation: MARKS[which]! }));
          } else if (what === 'delete' && mark) {
            last = '';
            core.session.remove(mark);
            become(states[now]!.filter((other) => other !== mark));
          } else if (what === 'nudge' && mark) {
            const fields = CHANGES.move(mark);
            const after = states[now]!.map((one) => (one === mark ? { ...one, ...fields } : one));
            core.session.amend(mark, fields);
            if (last === `${mark.id} anchor`) {
              joined++;
              now--;
            }
            last = `${mark.id} anchor`;
            become(after);
          } else if (what in CHANGES && mark) {
            const fields = CHANGES[what as keyof typeof CHANGES](mark);
            last = `${mark.id} ${Object.keys(fields).join()}`;
            core.session.change(mark, fields);
            become(states[now]!.map((other) => (other === mark ? { ...other, ...fields } : other)));
          } else if (what === 'undo') {
            last = '';
            expect(core.session.undo() !== undefined).toBe(now > 0);
            if (now > 0) undone++;
            now = Math.max(0, now - 1);
          } else if (what === 'redo') {
            last = '';
            const can = now < states.length - 1;
            expect(core.session.redo() !== undefined).toBe(can);
            if (can) redone++;
            now += can ? 1 : 0;
          } else if (what === 'answer') await core.answer();
          expect(core.shown()).toEqual(states[now]);
          expect(core.session.state.getState()).toMatchObject({
            canUndo: now > 0,
            canRedo: now < states.length - 1,
          });
        }
        while (core.waiting() > 0) await core.answer();
        expect(core.stored()).toEqual(states[now]);
        const creations = core.sent.filter(({ kind }) => kind === 'create');
        expect(creations.length).toBe(made.size);
      }),
      { seed: 8, numRuns: 150 },
    );
    expect(joined).toBeGreaterThan(20);
    expect(undone).toBeGreaterThan(100);
    expect(redone).toBeGreaterThan(20);
  });
});

describe('places of marks', () => {
  it('[MARK-2] takes the stored rectangles in the file that was marked', () => {
    expect(storedPlacement(MARKS[0]!, SHA)).toEqual({
      how: 'stored',
      parts: MARKS[0]!.anchor.pages,
    });
    expect(storedPlacement(MARKS[0]!, 'b'.repeat(64))).toBeUndefined();
  });

  it('[MARK-3] finds the quoted words again where they moved to another page', async () => {
    const newer = pageOfWords(['Something', 'put', 'before', ...WORDS], 2);
    const other = pageOfWords(['nothing', 'of', 'it'], 0);
    const read = async (index: number) => (index === 2 ? newer : other);
    const found = await findPlacement(MARKS[0]!.anchor, new QuoteSource(3, read));
    expect(found).toMatchObject({ how: 'moved', parts: [{ page: 2 }] });
    if (found.how !== 'moved') return;
    const start = newer.text.indexOf('word9x');
    const again = createAnchor((index) => (index === 2 ? newer : undefined), {
      start: { page: 2, offset: start },
      end: { page: 2, offset: newer.text.indexOf('word11x') + 7 },
    });
    expect(found.parts[0]!.quads).toEqual(again!.pages[0]!.quads);
  });

  it('[MARK-3] says that a mark is lost when its words are gone, or pages cannot be read', async () => {
    const other = pageOfWords(['nothing', 'of', 'it'], 0);
    const elsewhere = new QuoteSource(2, async () => other);
    expect(await findPlacement(MARKS[0]!.anchor, elsewhere)).toEqual({
      how: 'lost',
      confidence: 0,
    });
    const broken = () => Promise.reject(new Error('broken page'));
    const unread = new QuoteSource(2, broken);
    expect(await findPlacement(MARKS[0]!.anchor, unread)).toEqual({ how: 'lost', confidence: 0 });
  });

  it('[MARK-3] looks on the nearest pages first', () => {
    expect(pagesByDistance(2, 6)).toEqual([2, 1, 3, 0, 4, 5]);
  });

  it('[MARK-5] finds the mark under the pointer, of several the last made', () => {
    const over = madeMark(9, 'word10x', 'word10x');
    const placed: PlacedMark[] = [...MARKS, over].map((mark) => ({
      mark,
      placement: storedPlacement(mark, SHA),
    }));
    const middle = (mark: Annotation) => {
      const [x1, y1, x2, , , y3] = mark.anchor.pages[0]!.quads[0]!;
      return { x: (x1 + x2) / 2, y: (y1 + y3) / 2 };
    };
    expect(markAt(placed, 0, middle(over))?.id).toBe(over.id);
    expect(markAt(placed, 0, middle(MARKS[1]!))?.id).toBe(MARKS[1]!.id);
    expect(markAt(placed, 1, middle(over))).toBeUndefined();
    expect(markAt(placed, 0, { x: 5, y: 5 })).toBeUndefined();
  });

  it('[MARK-2] knows a point in a turned quad', () => {
    const turned = [10, 0, 20, 10, 0, 10, 10, 20] as const;
    expect(isInQuad(turned, { x: 10, y: 10 })).toBe(true);
    expect(isInQuad(turned, { x: 2, y: 2 })).toBe(false);
  });
});
