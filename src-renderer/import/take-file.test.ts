import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import type { ImportReport } from '../../src-shared/contract/index.ts';
import { type Progress, takeFile } from './take-file.ts';

type Core = Parameters<typeof takeFile>[0];

const report = (reason?: 'incomplete' | 'cancelled'): ImportReport => ({
  ...{ layout: 'A', papers: 3, new: 3, changed: 0, ids: [], unresolved: 0 },
  problems: reason ? [{ line: null, reason }] : [],
});
const file = new File(['a page'], 'page.txt', { lastModified: 0 });

/** A core whose calls answer in turn what is given, the last of it again and again. */
function core(answers: Partial<Record<keyof Core, readonly (() => unknown)[]>>) {
  const calls: string[] = [];
  const turn = (name: keyof Core, otherwise: unknown) => async () => {
    const index = calls.filter((call) => call === name).length;
    calls.push(name);
    const given = answers[name];
    return given ? given[Math.min(index, given.length - 1)]?.() : otherwise;
  };
  const told = { ok: true, id: 'one' };
  const made = {
    ...{ begin: turn('begin', told), append: turn('append', told) },
    ...{ discard: turn('discard', {}), import: turn('import', report()) },
  };
  return { calls, core: made as unknown as Core };
}

const lost = (): never => {
  throw new Error('The way to the core was lost.');
};

function take(with_: Core, signal = new AbortController().signal) {
  const states: Progress['state'][] = [];
  const outcome = takeFile(with_, file, { signal, onProgress: ({ state }) => states.push(state) });
  return { outcome, states };
}

test('[LIST-7] a file is sent, read and reported', async () => {
  const { outcome, states } = take(core({}).core);
  expect(await outcome).toEqual({ state: 'done', report: report() });
  expect(states).toEqual(['sending', 'sending', 'reading']);
});

test('[BACK-2] a core that ends in the middle is sent the file again when it is back', async () => {
  const gone = { ok: false, reason: 'not-found' };
  for (const answers of [
    { append: [lost, () => ({ ok: true })] },
    { append: [() => gone, () => ({ ok: true })] },
    { import: [lost, () => report()] },
    { import: [() => report('incomplete'), () => report()] },
  ]) {
    const { core: failing, calls } = core(answers);
    expect(await take(failing).outcome).toEqual({ state: 'done', report: report() });
    expect(calls.filter((call) => call === 'begin')).toHaveLength(2);
  }
});

test('[BACK-2] a core that ends again and again is given up', async () => {
  const { core: dying, calls } = core({ import: [lost] });
  expect(await take(dying).outcome).toEqual({ state: 'failed', reason: 'core' });
  expect(calls.filter((call) => call === 'begin')).toHaveLength(3);
});

test('[FILE-2] a full disk is said, whoever met it', async () => {
  const full = () => ({ ok: false, reason: 'disk-full' });
  const database = (): never => {
    throw new ORPCError('INSUFFICIENT_STORAGE', { status: 507 });
  };
  for (const answers of [{ begin: [full] }, { append: [full] }, { import: [database] }])
    expect(await take(core(answers).core).outcome).toEqual({
      ...{ state: 'failed', reason: 'disk-full' },
    });
});

test('[FILE-4] a file beyond what the core takes is not sent at all', async () => {
  const { core: untouched, calls } = core({});
  const huge = { ...{ name: 'a', size: 2 ** 31 + 1, lastModified: 0 }, slice: () => new Blob() };
  const watch = { signal: new AbortController().signal, onProgress: () => undefined };
  expect(await takeFile(untouched, huge as never, watch)).toEqual({
    ...{ state: 'failed', reason: 'too-large' },
  });
  expect(calls).toEqual([]);
});

test('[LIST-7] Stop ends what is being sent, and what is being read', async () => {
  const early = new AbortController();
  early.abort();
  expect(await take(core({}).core, early.signal).outcome).toEqual({ state: 'stopped' });

  const late = new AbortController();
  const reading = core({
    import: [
      () => {
        late.abort();
        return report('cancelled');
      },
    ],
  });
  expect(await take(reading.core, late.signal).outcome).toMatchObject({ state: 'done' });
  expect(reading.calls).toContain('discard');
});
