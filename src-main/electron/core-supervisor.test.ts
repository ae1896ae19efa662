import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StartOrder, StartOutcome } from './core-messages.ts';
import { type SupervisorParts, superviseCore } from './core-supervisor.ts';
import { ProcessStandIn } from './stand-in.ts';

const order: StartOrder = {
  dataDir: '/d',
  demo: false,
  canOpenDemo: true,
  origins: { huggingFace: '', arxiv: '', arxivPdf: '' },
  version: '1',
};
const started = { type: 'outcome', outcome: 'started', pdfDir: '/d/pdf' } as const;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function supervised(parts: Partial<SupervisorParts> = {}) {
  const children: ProcessStandIn[] = [];
  const outcomes: StartOutcome[] = [];
  const givenUp = vi.fn();
  const supervisor = superviseCore({
    fork: () => {
      children.push(new ProcessStandIn());
      return children.at(-1) as never;
    },
    order,
    answer: async () => 'answer',
    onOutcome: (outcome) => outcomes.push(outcome),
    onGivenUp: givenUp,
    backOffMs: [100, 500],
    ...parts,
  });
  return { supervisor, children, outcomes, givenUp };
}

const port = (name: string) => ({ name }) as never;

test('[SAFE-1] a port waits until the core has started', () => {
  const { supervisor, children } = supervised();
  supervisor.connect(port('early'));
  expect(children[0]!.toldTypes).toEqual(['start']);
  children[0]!.says(started);
  supervisor.connect(port('late'));
  expect(children[0]!.told.slice(1).map(({ ports }) => ports)).toEqual([
    [{ name: 'early' }],
    [{ name: 'late' }],
  ]);
});

test('a core that dies starts again, and ports asked for meanwhile reach the new one', () => {
  const { supervisor, children, outcomes } = supervised();
  children[0]!.says(started);
  children[0]!.emit('exit', 137);
  supervisor.connect(port('meanwhile'));
  vi.advanceTimersByTime(99);
  expect(children).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(children).toHaveLength(2);
  expect(children[1]!.toldTypes).toEqual(['start']);
  children[1]!.says(started);
  expect(children[1]!.toldTypes).toEqual(['start', 'port']);
  expect(outcomes).toHaveLength(2);
});

test('a core that dies again and again is given up', () => {
  const { children, givenUp } = supervised();
  for (const wait of [100, 500]) {
    children.at(-1)!.emit('exit', 1);
    expect(givenUp).not.toHaveBeenCalled();
    vi.advanceTimersByTime(wait);
  }
  children.at(-1)!.emit('exit', 1);
  expect(givenUp).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(children).toHaveLength(3);
});

test('a core that ends for want of memory takes nothing down with it', () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const { children } = supervised();
  children[0]!.emit('error', 'FatalError', 'heap.cc', '{}');
  children[0]!.emit('exit', 5);
  vi.advanceTimersByTime(100);
  expect(children).toHaveLength(2);
  expect(told).toHaveBeenCalledWith('offprint: the core ended: FatalError at heap.cc');
  told.mockRestore();
});

test('a core that ran steadily has all its restarts again', () => {
  const { children, givenUp } = supervised({ steadyMs: 1_000 });
  for (let death = 0; death < 6; death += 1) {
    vi.advanceTimersByTime(1_500);
    children.at(-1)!.emit('exit', 1);
    vi.advanceTimersByTime(100);
  }
  expect(children).toHaveLength(7);
  expect(givenUp).not.toHaveBeenCalled();
});

test('[START-5] a core that refuses to start is closed once, and not started again', async () => {
  const { supervisor, children, outcomes } = supervised();
  const refusal = {
    outcome: 'failed',
    reason: 'disk-full',
    detail: '',
    trouble: null,
    notHelped: null,
  } as const;
  children[0]!.says({ type: 'outcome', ...refusal });
  const closed = supervisor.close();
  expect(children[0]!.toldTypes).toEqual(['start', 'close']);
  children[0]!.emit('exit', 0);
  await closed;
  vi.advanceTimersByTime(60_000);
  expect(children).toHaveLength(1);
  expect(outcomes).toMatchObject([refusal]);
});

test('[MARK-4] closing waits for the core to finish', async () => {
  const { supervisor, children } = supervised();
  children[0]!.says(started);
  const closed = vi.fn();
  void supervisor.close().then(closed);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(children[0]!.toldTypes.at(-1)).toBe('close');
  expect(closed).not.toHaveBeenCalled();
  children[0]!.emit('exit', 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(closed).toHaveBeenCalledOnce();
  expect(children[0]!.killed).toBe(false);
  expect(children).toHaveLength(1);
});

test('closing ends a core that does not answer', async () => {
  const { supervisor, children } = supervised({ closeMs: 1_000 });
  const closed = vi.fn();
  void supervisor.close().then(closed);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(children[0]!.killed).toBe(true);
  expect(closed).toHaveBeenCalledOnce();
});

test('closing while the core is down starts it no more', async () => {
  const { supervisor, children } = supervised();
  children[0]!.emit('exit', 1);
  await supervisor.close();
  vi.advanceTimersByTime(60_000);
  expect(children).toHaveLength(1);
});

test('answers go to the core that asked, and not to the one after it', async () => {
  const { children } = supervised({
    answer: async ({ call }) => {
      if (call === 'openDemo') throw new Error('cannot');
      return { url: null };
    },
  });
  children[0]!.says({ type: 'ask', id: 4, call: 'activate' });
  children[0]!.says({ type: 'ask', id: 5, call: 'openDemo' });
  await vi.advanceTimersByTimeAsync(0);
  const answers = children[0]!.told.slice(1).map(({ message }) => message);
  expect(answers).toContainEqual({ type: 'answer', id: 4, ok: true, value: { url: null } });
  expect(answers).toContainEqual({ type: 'answer', id: 5, ok: false, value: 'Error: cannot' });
  children[0]!.says({ type: 'ask', id: 6, call: 'activate' });
  children[0]!.emit('exit', 1);
  await vi.advanceTimersByTimeAsync(100);
  expect(children[1]!.toldTypes).toEqual(['start']);
});

test('[BACK-1] a core that ends to start again does so at once, and it does not count as a crash', () => {
  const { supervisor, children, givenUp } = supervised();
  for (let turn = 0; turn < 5; turn += 1) {
    children.at(-1)!.says(started);
    children.at(-1)!.says({ type: 'restarting' });
    supervisor.connect(port(`in between ${turn}`));
    children.at(-1)!.emit('exit', 0);
    expect(children).toHaveLength(turn + 2);
  }
  children.at(-1)!.says(started);
  expect(children.at(-1)!.toldTypes).toEqual(['start', 'port']);
  expect(givenUp).not.toHaveBeenCalled();
});

test('[BACK-1] a core that refused to start is told the way out, and may crash on it', () => {
  const { supervisor, children, outcomes } = supervised();
  const refusal = {
    outcome: 'failed',
    reason: 'database-damaged',
    detail: '',
    trouble: null,
    notHelped: null,
  } as const;
  children[0]!.says({ type: 'outcome', ...refusal });
  supervisor.recover('restore-newest');
  expect(children[0]!.told.at(-1)!.message).toEqual({ type: 'recover', wayOut: 'restore-newest' });
  children[0]!.emit('exit', 1);
  vi.advanceTimersByTime(100);
  expect(children).toHaveLength(2);
  children[1]!.says(started);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'started']);
});
