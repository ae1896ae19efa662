import type { ListRequest, Scope } from '../../../src-shared/contract/index.ts';
import { findCollection } from './collection-tree.ts';
import type { ListKeys } from './keys.ts';
import { type Ask, listKeys, wholeList } from './list-keys.ts';
import { selectionOf } from './selection.ts';

type Asked = Pick<ListRequest, 'date' | 'status' | 'collection' | 'sort'>;

/**
 * The ordered keys of the papers that the command line's `list` asks for, in one list or in several at
 * once; undefined where there is no such collection.
 */
export function askedKeys(ask: Ask, asked: Asked): ListKeys | undefined {
  const scopes = scopesOf(ask, asked);
  if (scopes === undefined) return undefined;
  const [scope = { kind: 'all' as const }, ...others] = scopes;
  const request = { scope, sort: asked.sort, filters: [], grouped: true };
  if (others.length === 0) return listKeys(ask, request);
  return wholeList(
    ask,
    request,
    others.map((other) => selectionOf({ scope: other, filters: [] })),
  );
}

/** The one whose order counts stands first. */
function scopesOf(ask: Ask, { date, status, collection }: Asked): Scope[] | undefined {
  const id = collection === undefined ? null : findCollection(ask, collection);
  if (id === undefined) return undefined;
  return [
    ...(id === null ? [] : [{ kind: 'collection' as const, id, nested: false }]),
    ...(date === undefined ? [] : [{ kind: 'day' as const, day: date }]),
    ...(status === undefined ? [] : [{ kind: 'status' as const, status }]),
  ];
}
