import { useRef, useState } from 'react';
import type { SyncReason, SyncTestResult } from '../../src-shared/contract/index.ts';
import { client } from '../client.ts';
import { invalidate, keys } from '../queries.ts';
import {
  type Draft,
  EMPTY_DRAFT,
  type Found,
  fieldOf,
  isEncrypted,
  isSurprise,
  type Problems,
  passwordOf,
  placeFor,
  secretProblems,
  targetOf,
  targetProblems,
} from './draft.ts';

/** How setting up a target stands. */
export type SetUp = {
  readonly draft: Draft;
  /** What the last test of this target found. */
  readonly found: Found;
  readonly problems: Problems;
  /** A reason that is about no field; `failed`: the core could not be asked. */
  readonly trouble: SyncReason | 'failed' | null;
  readonly busy: 'test' | 'connect' | null;
  /** Counts the tries that found something wrong, for the focus. */
  readonly refusals: number;
};

const START: SetUp = {
  draft: EMPTY_DRAFT,
  found: null,
  problems: {},
  trouble: null,
  busy: null,
  refusals: 0,
};

const OF_TARGET: ReadonlySet<string> = new Set([
  'kind',
  'path',
  'url',
  'database',
  'user',
  'password',
]);

/** The state of setting up a target, and its acts. */
export function useSetUp(hasKeyStore: boolean) {
  const [state, setState] = useState(START);
  const now = useRef(state);
  const set = (next: Partial<SetUp>): void => {
    now.current = { ...now.current, ...next };
    setState(now.current);
  };
  const refuse = (next: Partial<SetUp>): void =>
    set({ ...next, busy: null, refusals: now.current.refusals + 1 });
  const acts = createActs(() => now.current, set, refuse, hasKeyStore);
  return { state, ...acts };
}

type Set = (next: Partial<SetUp>) => void;

function createActs(now: () => SetUp, set: Set, refuse: Set, hasKeyStore: boolean) {
  const change = (patch: Partial<Draft>): void => {
    const draft = { ...now().draft, ...patch };
    const isOther = Object.keys(patch).some((name) => OF_TARGET.has(name));
    set({ draft, problems: {}, trouble: null, ...(isOther ? { found: null } : {}) });
  };
  const explain = (reason: SyncReason): void => {
    const field = fieldOf(reason, now().draft.kind);
    if (field) refuse({ problems: { [field]: reason } });
    else refuse({ trouble: reason });
  };
  /** Whether the target is known now and can be used. */
  const look = async (busy: 'test' | 'connect'): Promise<Found> => {
    const problems = targetProblems(now().draft);
    if (Object.keys(problems).length > 0) {
      refuse({ problems });
      return null;
    }
    set({ problems: {}, trouble: null, busy });
    const result = await ask(now().draft);
    if (result === null) refuse({ trouble: 'failed' });
    else if (!result.ok) explain(result.reason);
    else set({ found: result });
    return result?.ok ? result : null;
  };
  const test = async (): Promise<void> => {
    if (now().busy !== null) return;
    if (await look('test')) set({ busy: null });
  };
  const connect = async (): Promise<void> => {
    if (now().busy !== null) return;
    const known = now().found;
    const found = known ?? (await look('connect'));
    if (!found) return;
    const { draft } = now();
    // What is typed as a new passphrase is not taken for the target's own unseen.
    if (!known && isSurprise(draft, found))
      return refuse(found.encrypted ? { problems: { passphrase: 'encrypted' } } : {});
    const problems = secretProblems(draft, found, hasKeyStore);
    if (Object.keys(problems).length > 0) return refuse({ problems });
    set({ problems: {}, trouble: null, busy: 'connect' });
    const done = await join(draft, found, hasKeyStore);
    if (done === null) refuse({ trouble: 'failed' });
    else if (!done.ok) explain(done.reason);
    else {
      set(START);
      await invalidate(keys.sync);
    }
  };
  return { change, test, connect };
}

function ask(draft: Draft): Promise<SyncTestResult | null> {
  const asked = { target: targetOf(draft), password: passwordOf(draft) };
  return client.sync.test(asked).catch(() => null);
}

function join(draft: Draft, found: Found, hasKeyStore: boolean) {
  return client.sync
    .connect({
      target: targetOf(draft),
      password: passwordOf(draft),
      passphrase: isEncrypted(draft, found) ? draft.passphrase : null,
      keep: placeFor(draft, hasKeyStore),
    })
    .catch(() => null);
}
