import {
  addRxStorageMultiInstanceSupport,
  getBroadcastChannelReference,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
  removeBroadcastChannelReference,
} from 'rxdb/plugins/core';
import { merge, Subject } from 'rxjs';
import type { SqliteConnection } from './connection.ts';

type Channel = NonNullable<Parameters<typeof addRxStorageMultiInstanceSupport>[3]>;
type Listener = (message: { eventBulk: { id: string } }) => void;
type Instance<T> = RxStorageInstance<T, { connection: SqliteConnection }, unknown>;
type Bulk = { id: string };

/** Ids that are remembered; RxDB's channel delivers within milliseconds. */
const REMEMBERED = 1_000;

const told = new Set<string>();
const groups = new WeakMap<SqliteConnection, Map<string, Set<Subject<never>>>>();

/**
 * Lets instances of one collection hear each other's changes. Those of this process hear them at once
 * and in the order of the writes, as they share the connection; others by RxDB's channel.
 */
export function joinInstances<T>(
  storageName: string,
  params: RxStorageInstanceCreationParams<T, never>,
  instance: Instance<T>,
): void {
  if (!params.multiInstance) return;
  const { databaseInstanceToken: token, databaseName } = params;
  const name = JSON.stringify([databaseName, params.collectionName, params.schema.version]);
  const heard = new Subject<never>();
  const siblings = siblingsOf(instance.internals.connection, name);
  const own = instance.changeStream().subscribe((bulk) => tell(bulk, heard, siblings));
  siblings.add(heard);
  const channel = getBroadcastChannelReference(storageName, token, databaseName, heard);
  addRxStorageMultiInstanceSupport(storageName, params, instance, withoutEcho(channel));
  const changes = instance.changeStream.bind(instance);
  instance.changeStream = () => merge(changes(), heard);
  const leave = async () => {
    if (!siblings.delete(heard)) return;
    own.unsubscribe();
    heard.complete();
    await removeBroadcastChannelReference(token, heard);
  };
  leaveBefore(instance, 'close', leave);
  leaveBefore(instance, 'remove', leave);
}

function siblingsOf(connection: SqliteConnection, name: string): Set<Subject<never>> {
  const group = groups.get(connection) ?? new Map<string, Set<Subject<never>>>();
  groups.set(connection, group);
  const siblings = group.get(name) ?? new Set();
  group.set(name, siblings);
  return siblings;
}

function tell(bulk: Bulk, from: Subject<never>, siblings: ReadonlySet<Subject<never>>): void {
  told.add(bulk.id);
  if (told.size > REMEMBERED) told.delete(told.keys().next().value!);
  for (const sibling of siblings) if (sibling !== from) sibling.next(bulk as never);
}

/** The channel without what was told within this process already. */
function withoutEcho(channel: Channel): Channel {
  const listeners = new Map<Listener, Listener>();
  const filtered = {
    postMessage: (message: never) => channel.postMessage(message),
    addEventListener: (type: 'message', listener: Listener) => {
      const other: Listener = (message) => {
        if (!told.has(message.eventBulk.id)) listener(message);
      };
      listeners.set(listener, other);
      channel.addEventListener(type, other);
    },
    removeEventListener: (type: 'message', listener: Listener) =>
      channel.removeEventListener(type, listeners.get(listener) ?? listener),
  };
  return filtered as unknown as Channel;
}

function leaveBefore<T>(
  instance: Instance<T>,
  method: 'close' | 'remove',
  leave: () => Promise<void>,
): void {
  const original = instance[method].bind(instance);
  instance[method] = async () => {
    await leave();
    return original();
  };
}
