import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Delivery, Journal } from './journal.ts';
import { createMemoryJournalStorage, type JournalStorage } from './journal-storage.ts';
import type { Mutation } from './mutations.ts';

const LIBRARY = '/data';
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

type Answer = (mutation: Mutation) => Delivery | Promise<Delivery>;
const committed: Delivery = { outcome: 'answered', answer: { ok: true, revision: 1 } };
const lost: Delivery = { outcome: 'retry' };
const refused: Delivery = { outcome: 'answered', answer: { ok: false, reason: 'invalid' } };

/** A window: a journal over a storage that outlives it, and what it sent to a core. */
function openWindow(answer: Answer, storage: JournalStorage = createMemoryJournalStorage()) {
  const sent: Mutation[] = [];
  const journal = new Journal({
    storage: Promise.resolve(storage),
    wait: () => Promise.resolve(),
    deliver: async (mutation) => {
      sent.push(mutation);
      return answer(mutation);
    },
  });
  const star = (id: string, starred = true) =>
    journal.mutate('papers.update', { id, patch: { starred } });
  return { journal, sent, star, storage };
}

const never = (): Promise<never> => new Promise(() => undefined);
const subjects = (sent: readonly Mutation[]) =>
  sent.map(({ input }) => (input as { id: string }).id);

test('[MARK-4] sends an edit in the turn of the gesture', async () => {
  const { journal, sent, star } = openWindow(() => committed);
  await journal.start(LIBRARY);
  void star('arxiv:1');
  expect(subjects(sent)).toEqual(['arxiv:1']);
});

test('[MARK-4] counts an edit as saved only after the acknowledgement', async () => {
  let acknowledge = (_delivery: Delivery): void => undefined;
  const { journal, star, storage } = openWindow(
    () => new Promise((resolve) => (acknowledge = resolve)),
  );
  await journal.start(LIBRARY);
  const answer = star('arxiv:1');
  await settled();
  expect(journal.state.getState()).toMatchObject({ pending: 1, stuck: 0, failed: 0 });
  expect(await storage.all(LIBRARY)).toHaveLength(1);

  acknowledge(committed);
  expect(await answer).toEqual({ ok: true, revision: 1 });
  await settled();
  expect(journal.state.getState()).toMatchObject({ pending: 0, stuck: 0, failed: 0 });
  expect(await storage.all(LIBRARY)).toEqual([]);
});

test('[MARK-4] counts what goes without a journal as unsaved until it ended, whichever way', async () => {
  const { journal } = openWindow(never);
  const pending = (): number => journal.state.getState().pending;
  let done = (): void => undefined;
  const kept = journal.hold(new Promise<void>((resolve) => (done = resolve)));
  const refusal = journal.hold(Promise.reject(new Error('refused')));
  expect(pending()).toBe(2);
  await expect(refusal).rejects.toThrow('refused');
  expect(pending()).toBe(1);
  done();
  await kept;
  expect(pending()).toBe(0);
});

test('[MARK-4] sends what was not acknowledged again, in order, after a reload', async () => {
  const { journal, star, storage, sent } = openWindow(never);
  await journal.start(LIBRARY);
  for (const id of ['arxiv:1', 'arxiv:2', 'arxiv:3']) void star(id);
  await settled();

  const next = openWindow(() => committed, storage);
  await next.journal.start(LIBRARY);
  expect(next.sent).toEqual(sent);
  await next.journal.flush();
  await settled();
  expect(await storage.all(LIBRARY)).toEqual([]);
});

test('[MARK-4] sends an edit again under the same id when the connection broke', async () => {
  const answers = [lost, lost, committed];
  const { journal, star, sent } = openWindow(() => answers.shift()!);
  await journal.start(LIBRARY);
  expect(await star('arxiv:1')).toEqual({ ok: true, revision: 1 });
  expect(new Set(sent.map(({ mutationId }) => mutationId)).size).toBe(1);
  expect(sent).toHaveLength(3);
});

test('[MARK-4] holds back a second edit of one subject, not of another', async () => {
  const { journal, star, sent } = openWindow(never);
  await journal.start(LIBRARY);
  void star('arxiv:1', true);
  void star('arxiv:1', false);
  void star('arxiv:2');
  await settled();
  expect(subjects(sent)).toEqual(['arxiv:1', 'arxiv:2']);
});

test('[MARK-4] tells of a refused edit, drops it and goes on', async () => {
  const answers = [refused, committed];
  const { journal, star, sent, storage } = openWindow(() => answers.shift()!);
  await journal.start(LIBRARY);
  const first = star('arxiv:1');
  const second = star('arxiv:1', false);
  expect(await first).toEqual({ ok: false, reason: 'invalid' });
  expect(await second).toEqual({ ok: true, revision: 1 });
  await settled();
  expect(sent).toHaveLength(2);
  expect(journal.state.getState()).toMatchObject({ pending: 0, stuck: 0, failed: 1 });
  expect(await storage.all(LIBRARY)).toEqual([]);
  journal.dismissFailures();
  expect(journal.state.getState().failed).toBe(0);
});

const isStar = ({ input }: Mutation) => (input as { patch: { starred: boolean } }).patch.starred;

test('[MARK-4] tries on while a core can save nothing, tells of it, and loses nothing', async () => {
  let full = true;
  let attempts = 0;
  const { journal, star, storage } = openWindow(async () => {
    if (++attempts % 20 === 0) await settled();
    return full ? lost : committed;
  });
  await journal.start(LIBRARY);
  const answers = [star('arxiv:1', true), star('arxiv:1', false), star('arxiv:2')];
  while (attempts < 100) await settled();
  expect(journal.state.getState()).toMatchObject({ pending: 3, stuck: 2, failed: 0 });
  expect(await storage.all(LIBRARY)).toHaveLength(3);

  full = false;
  expect(await Promise.all(answers)).toEqual(Array(3).fill({ ok: true, revision: 1 }));
  expect(journal.state.getState()).toMatchObject({ pending: 0, stuck: 0, failed: 0 });
});

test('[MARK-4] says that the disk is full while it is, and no longer', async () => {
  let full = true;
  const { journal, star } = openWindow(async () => {
    await settled();
    return full ? ({ outcome: 'retry', diskFull: true } as const) : committed;
  });
  await journal.start(LIBRARY);
  const answer = star('arxiv:1', true);
  while (!journal.state.getState().diskFull) await settled();
  full = false;
  await answer;
  expect(journal.state.getState()).toMatchObject({ pending: 0, diskFull: false });
});

test('[MARK-4] gives up an edit that fails while the core does others, and tells of it', async () => {
  const { journal, star, storage } = openWindow(async (mutation) => {
    if (!isStar(mutation)) return committed;
    await settled();
    return lost;
  });
  await journal.start(LIBRARY);
  const poison = star('arxiv:1', true);
  const after = star('arxiv:1', false);
  for (const id of ['arxiv:2', 'arxiv:3', 'arxiv:4']) await star(id, false);
  expect(await poison).toEqual({ ok: false, reason: 'core-failed' });
  expect(await after).toEqual({ ok: true, revision: 1 });
  await settled();
  expect(journal.state.getState()).toMatchObject({ pending: 0, stuck: 0, failed: 1 });
  expect(await storage.all(LIBRARY)).toEqual([]);
});

test('[MARK-4] never sends an edit to another library', async () => {
  const { journal, star, storage } = openWindow(never);
  await journal.start('/demo');
  void star('arxiv:1');
  await settled();
  const other = openWindow(() => committed, storage);
  await other.journal.start(LIBRARY);
  await settled();
  expect(other.sent).toEqual([]);
});

test('[MARK-4] keeps an edit that is made before the journal was read', async () => {
  const { journal, star, sent, storage } = openWindow(() => committed);
  const answer = star('arxiv:1');
  expect(journal.state.getState().pending).toBe(1);
  expect(sent).toEqual([]);
  await journal.start(LIBRARY);
  expect(await answer).toEqual({ ok: true, revision: 1 });
  await settled();
  expect(await storage.all(LIBRARY)).toEqual([]);
});

/** What becomes of an attempt: done and told, not done, or done and not told; and a reload after. */
const fate = fc.record({
  end: fc.constantFrom('told', 'not-done', 'not-told'),
  reload: fc.boolean(),
});

test('[MARK-4] does every edit once and in order, whatever breaks when', async () => {
  let reloads = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 12 }),
      fc.array(fate, { maxLength: 10 }),
      async (edits, fates) => {
        const done = new Set<string>();
        const applied: Array<{ subject: string; edit: number }> = [];
        const storage = createMemoryJournalStorage();
        let reload = false;
        const core: Answer = ({ mutationId, input }) => {
          const next = fates.shift() ?? { end: 'told', reload: false };
          if (next.reload) reload = true;
          if (next.end !== 'not-done' && !done.has(mutationId)) {
            const { id, patch } = input as { id: string; patch: { lastReadAt: number } };
            done.add(mutationId);
            applied.push({ subject: id, edit: patch.lastReadAt });
          }
          return reload ? never() : next.end === 'told' ? committed : lost;
        };
        let window = openWindow(core, storage);
        await window.journal.start(LIBRARY);
        for (const [edit, subject] of edits.entries())
          void window.journal.mutate('papers.update', {
            id: `arxiv:${subject}`,
            patch: { lastReadAt: edit },
          });
        await settled();
        while ((await storage.all(LIBRARY)).length > 0) {
          reload = false;
          reloads++;
          window = openWindow(core, storage);
          await window.journal.start(LIBRARY);
          await settled();
        }
        for (const subject of new Set(edits)) {
          const wanted = [...edits.entries()].filter(([, of]) => of === subject);
          const seen = applied.filter((one) => one.subject === `arxiv:${subject}`);
          expect(seen.map(({ edit }) => edit)).toEqual(wanted.map(([edit]) => edit));
        }
      },
    ),
    { seed: 20261121, numRuns: 150 },
  );
  expect(reloads).toBeGreaterThan(50);
});

test('[MARK-4] sends an edit of a note that an earlier version journaled', async () => {
  const storage = createMemoryJournalStorage();
  const input = { paperId: 'arxiv:1', update: 'AAA=' };
  const former = {
    mutationId: 'mutation-1',
    kind: 'notes.apply',
    input,
    order: '1',
    library: LIBRARY,
  };
  await storage.put(former as never);
  const { journal, sent } = openWindow(() => committed, storage);
  await journal.start(LIBRARY);
  expect(sent).toEqual([
    { mutationId: 'mutation-1', kind: 'notes.apply', input: { key: 'arxiv:1', update: 'AAA=' } },
  ]);
});
