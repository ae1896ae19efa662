import type { UserSettings } from '../../src-shared/contract/index.ts';
import { type Action, registry } from '../app/actions.ts';
import { canonicalKeys } from '../app/keys.ts';
import { keys as cached, queryClient } from '../queries.ts';
import { changeSettings } from './setting-acts.ts';

/** Most keys of one action; the contract takes no more. */
export const MAX_KEYS = 8;

type Changed = UserSettings['keys'];

const changedKeys = (): Changed =>
  queryClient.getQueryData<UserSettings>(cached.settings)?.keys ?? {};

/** The changed keys with those of one action in the place of what it had; usual ones are no change. */
export function withKeys(
  changed: Changed,
  id: string,
  keys: readonly string[],
  usual: readonly string[],
): Changed {
  const { [id]: _former, ...others } = changed;
  const same = keys.length === usual.length && keys.every((one, index) => one === usual[index]);
  return same ? others : { ...others, [id]: [...keys] };
}

function change(id: string, keys: readonly string[]): void {
  changeSettings({ keys: withKeys(changedKeys(), id, keys, registry.usualKeys(id)) });
}

/** Gives an action a key more. */
export function addKey({ id, keys }: Action, key: string): void {
  if (keys.length >= MAX_KEYS || keys.some((one) => canonicalKeys(one) === key)) return;
  change(id, [...keys, key]);
}

/** Takes a key from an action. */
export function removeKey({ id, keys }: Action, key: string): void {
  const gone = canonicalKeys(key);
  change(
    id,
    keys.filter((one) => canonicalKeys(one) !== gone),
  );
}

/** Gives an action the keys that it has usually. */
export const resetKeys = ({ id }: Action): void => change(id, registry.usualKeys(id));

/** Gives every action its usual keys. */
export const resetAllKeys = (): void => changeSettings({ keys: {} });
