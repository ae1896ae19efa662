import type {
  SyncLogEntry,
  SyncLoss,
  SyncMachine,
  SyncSubject,
} from '../../../../src-shared/contract/index.ts';
import { noteOutline } from '../../../../src-shared/notes/index.ts';
import type { Mutations } from '../../library/index.ts';
import {
  type CollectionName,
  deviceOf,
  type Fields,
  fieldValue,
  type Hlc,
  hlcMilliseconds,
  type Json,
  putOne,
  readOne,
  readWhere,
  type UserDocument,
  withValue,
} from '../../store/index.ts';
import { announce } from '../library/announce.ts';
import { paperOf } from '../library/paper-of.ts';
import type { SyncRecord } from '../record.ts';
import type { LogEntry } from './log-entry.ts';
import type { Sync } from './sync.ts';

type Named = { readonly collection: string; readonly id: string };
type Document = SyncRecord['document'] & Partial<UserDocument>;

/** What the user is shown of synchronisation: the machines, the runs, and the values that lost. */
export class SyncLog {
  readonly #mutations: Mutations;
  readonly #sync: Pick<Sync, 'history' | 'tables'>;
  readonly #deviceId: string;

  constructor(mutations: Mutations, sync: Pick<Sync, 'history' | 'tables'>, deviceId: string) {
    this.#mutations = mutations;
    this.#sync = sync;
    this.#deviceId = deviceId;
  }

  /** The user's machines, this one first, then the one that was seen last. */
  async machines(): Promise<SyncMachine[]> {
    const { devices } = this.#mutations.context.store.collections;
    const { seen, memory } = { seen: this.#sync.tables.seen(), memory: this.#sync.tables.memory };
    const machines = (await readWhere(devices, {})).map(({ id, fields }) => {
      const isThis = id === this.#deviceId;
      const own = memory.lastAt > 0 ? memory.lastAt : null;
      return {
        ...{ id, isThis, lastSeen: isThis ? own : (seen.get(id) ?? null) },
        name: fieldValue(fields, 'name', ''),
        platform: fieldValue(fields, 'platform', ''),
      };
    });
    return toldApart(machines).sort((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1));
  }

  /** Gives a machine another name; one that is not known stays so. Returns the revision. */
  nameMachine(mutationId: string, id: string, name: string): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const { devices } = this.#mutations.context.store.collections;
      const known = await readOne(devices, id);
      if (!known) return undefined;
      const fields = withValue(known.fields, 'name', name, this.#mutations.context.clock.next());
      await putOne(devices, { ...known, fields, by: mutationId });
      return { kind: 'sync', ids: [] };
    });
  }

  /** Runs, the newest first. */
  async entries(before: number | undefined, limit: number): Promise<SyncLogEntry[]> {
    const runs = this.#sync.history.runs<LogEntry>(before, limit);
    const names = new Map((await this.machines()).map(({ id, name }) => [id, name]));
    return Promise.all(
      runs.map(async ({ id, at, devices, merges, losses, trouble, ...run }) => ({
        ...{ id, at, trouble: trouble && { ...trouble, at } },
        ...{ milliseconds: run.milliseconds, sent: run.sent, changed: run.changed },
        mergedCount: run.mergedCount,
        machines: devices.map((device) => names.get(device) ?? device),
        merged: await Promise.all(
          merges.map(async (one) => ({
            subject: await this.#subjectOf(one),
            fields: [...one.fields],
          })),
        ),
        losses: (await Promise.all(losses.map((loss) => this.#lossOf(loss, names)))).flatMap(
          (loss) => loss ?? [],
        ),
      })),
    );
  }

  /** Puts a value back that lost, as a change of now; false where it is not kept any more. */
  async putBack(mutationId: string, number: number): Promise<boolean> {
    const lost = this.#sync.history.get(number);
    const known = lost && (await this.#read(lost));
    if (!lost || !known?.fields) return false;
    const { collection } = lost as { collection: CollectionName };
    await this.#mutations.run(mutationId, async () => {
      const { clock, events } = this.#mutations.context;
      const now = (await this.#read(lost)) ?? known;
      const fields = withValue(now.fields ?? {}, lost.field, lost.value as Json, clock.next());
      const document = { ...now, fields, by: mutationId };
      await putOne<Document>(this.#collection(collection), document);
      this.#sync.history.noteBack(number);
      announce(events, [{ collection, document }]);
      return { kind: 'sync', ids: [] };
    });
    return true;
  }

  async #lossOf(
    loss: LogEntry['losses'][number],
    names: ReadonlyMap<string, string>,
  ): Promise<SyncLoss | null> {
    const kept = this.#sync.history.find(loss);
    if (!kept) return null;
    const fields = ((await this.#read(loss))?.fields ?? {}) as Fields;
    const clock: Hlc = loss.clock;
    return {
      id: kept.number,
      subject: await this.#subjectOf(loss),
      field: loss.field,
      value: kept.value as SyncLoss['value'],
      current: fieldValue<Json>(fields, loss.field, null) as SyncLoss['current'],
      machine: names.get(deviceOf(clock)) ?? deviceOf(clock),
      at: hlcMilliseconds(clock),
      isBack: kept.isBack,
    };
  }

  async #subjectOf(named: Named): Promise<SyncSubject> {
    const { collection, id } = named;
    const document = await this.#read(named);
    const paper = document && paperOf({ collection: collection as CollectionName, document });
    const paperId = paper == null ? null : this.#mutations.context.readModel.canonicalId(paper);
    const title = paperId === null ? ownTitle(document) : this.#titleOf(paperId);
    return { collection, id, paperId, title };
  }

  #titleOf(paperId: string): string | null {
    const { connection } = this.#mutations.context.readModel;
    const sql = 'SELECT title FROM papers WHERE id = ?';
    return connection.get<{ title: string }>(sql, paperId)?.title || null;
  }

  #read({ collection, id }: Named): Promise<Document | undefined> {
    return readOne<Document>(this.#collection(collection as CollectionName), id);
  }

  /** The collections differ in their documents' types; all that is asked here is the user's. */
  #collection(name: CollectionName) {
    return this.#mutations.context.store.collections[name] as never;
  }
}

const rank = ({ isThis, lastSeen }: SyncMachine): number =>
  isThis ? Number.POSITIVE_INFINITY : (lastSeen ?? 0);

/** Machines of one name get numbers, the same ones wherever they are shown. */
function toldApart(machines: readonly SyncMachine[]): SyncMachine[] {
  const sameBefore = ({ id, name }: SyncMachine): number =>
    machines.filter((other) => other.name === name && other.id < id).length;
  return machines.map((machine) => {
    const before = sameBefore(machine);
    return before === 0 ? machine : { ...machine, name: `${machine.name} (${before + 1})` };
  });
}

function ownTitle(document: Document | undefined): string | null {
  if (typeof document?.markdown === 'string') return noteOutline(document.markdown).title || null;
  return fieldValue<string | null>((document?.fields ?? {}) as Fields, 'name', null);
}
