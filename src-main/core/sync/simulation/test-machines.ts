import * as Y from 'yjs';
import {
  EMPTY_TEXT,
  elementsOf,
  type Fields,
  HybridClock,
  isDeleted,
  markdownOf,
  TEXT_NAME,
  textStateOf,
  withDeletion,
  withElement,
  withText,
  withValue,
} from '../../store/index.ts';
import type { Sealer } from '../keys/index.ts';
import type { RunParts } from '../link.ts';
import type { SyncRecord } from '../record.ts';
import type { Choice, RunResult } from '../report.ts';
import { syncOnce } from '../run.ts';
import { decodeSegment } from '../segment.ts';
import type { SyncTarget } from '../targets/index.ts';
import { MemorySyncStore } from './memory-sync-store.ts';
import { CarriedFolder, type Chance, dyingAfter, PowerCut } from './test-world.ts';

const KINDS = ['states', 'annotations', 'notes'] as const;
type Kind = (typeof KINDS)[number];
const IDS = ['a', 'b', 'c', 'd'];
const YEAR = 365 * 24 * 3_600_000;

type Machine = {
  store: MemorySyncStore;
  clock: HybridClock;
  readonly wall: () => number;
  readonly target: SyncTarget;
  backup: MemorySyncStore | null;
  name: string;
};

/** One act of a user's on a document: it leaves its number in the set `said`, and so is found again. */
type Act = { readonly key: string; readonly number: string };
type Deletion = { readonly key: string; readonly knew: ReadonlySet<string> };

/** How often what the simulations are for took place. */
export type Tally = Record<
  | 'acts'
  | 'deletions'
  | 'cuts'
  | 'restores'
  | 'copies'
  | 'losses'
  | 'merges'
  | 'compacted'
  | 'deleted',
  number
>;

export const noTally = (): Tally => ({
  ...{ acts: 0, deletions: 0, cuts: 0, restores: 0, copies: 0 },
  ...{ losses: 0, merges: 0, compacted: 0, deleted: 0 },
});

/** Machines that edit, sync, die and come back in any order, on one folder. */
export class Simulation {
  readonly #chance: Chance;
  readonly #tally: Tally;
  readonly #sealer: Sealer;
  readonly #folder: CarriedFolder;
  readonly #machines: Machine[] = [];
  #acts: Act[] = [];
  readonly #deletions: Deletion[] = [];
  #time = 1_700_000_000_000;
  #names = 0;

  constructor(chance: Chance, tally: Tally, sealer: Sealer) {
    this.#chance = chance;
    this.#tally = tally;
    this.#sealer = sealer;
    this.#folder = new CarriedFolder(chance);
    const count = 2 + chance.below(4);
    for (let n = 0; n < count; n++) this.#machines.push(this.#newMachine());
  }

  async run(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      this.#time += this.#chance.below(100_000);
      await this.#step();
    }
    await this.#settle();
  }

  async #step(): Promise<void> {
    const machine = this.#chance.of(this.#machines);
    const dice = this.#chance.next();
    if (dice < 0.5) this.#edit(machine);
    else if (dice < 0.74) await this.#sync(machine);
    else if (dice < 0.75) await this.#sync(machine, 'repair');
    else if (dice < 0.84) await this.#cut(machine);
    else if (dice < 0.95) this.#folder.carry(this.#chance.next());
    else if (dice < 0.97) machine.backup = machine.store.copy(machine.clock);
    else if (dice < 0.99) await this.#restore(machine);
    else this.#copy(machine);
  }

  #newMachine(): Machine {
    const wrong = this.#chance.is(0.3) ? (this.#chance.next() - 0.5) * 20 * YEAR : 0;
    const wall = (): number => this.#time + wrong;
    const name = this.#newName();
    const clock = new HybridClock(name, '', wall);
    const store = new MemorySyncStore(clock);
    return { ...{ store, clock, wall, name, backup: null }, target: this.#folder.join() };
  }

  #newName(): string {
    return `m${this.#names++}`;
  }

  #edit({ store, clock }: Machine): void {
    const collection = this.#chance.of(KINDS);
    const id = this.#chance.of(IDS);
    const key = `${collection}|${id}`;
    const known = store.records.get(key)?.document;
    const fields = (known?.fields ?? {}) as Fields;
    if (known && !isDeleted(fields) && this.#chance.is(0.12)) {
      this.#tally.deletions++;
      this.#deletions.push({ key, knew: new Set(elementsOf(fields, 'said')) });
      store.write(recordOf(collection, id, withDeletion(fields, true, clock.next())));
      return;
    }
    const number = String(this.#tally.acts++);
    this.#acts.push({ key, number });
    const said = withElement(fields, 'said', number, true, clock.next());
    store.write(recordOf(collection, id, this.#changed(said, number, clock)));
  }

  #changed(fields: Fields, number: string, clock: HybridClock): Fields {
    if (this.#chance.is(0.4)) return withValue(fields, 'colour', number, clock.next());
    const before = textStateOf(fields, 'body');
    const text = withWord(before ?? EMPTY_TEXT, ` w${number}w`, this.#chance.next());
    return withText(fields, 'body', text, clock.next());
  }

  async #sync(machine: Machine, asked?: Choice): Promise<RunResult> {
    let result = await syncOnce(this.#parts(machine), asked);
    if (!result.ok && result.reason === 'would-delete') {
      const choice: Choice = this.#chance.is(0.5) ? 'delete' : 'keep';
      result = await syncOnce(this.#parts(machine), choice);
    }
    if (result.ok) {
      this.#tally.losses += result.losses.length;
      this.#tally.merges += result.merges.length;
      this.#tally.compacted += result.compacted;
    }
    return result;
  }

  #parts({ store, target, name, wall }: Machine): RunParts {
    return { store, target, sealer: this.#sealer, device: name, now: wall, many: 4 };
  }

  /** A run that ends between any two of its steps. */
  async #cut(machine: Machine): Promise<void> {
    const left = { calls: 1 + this.#chance.below(20) };
    const dying = (whole: object, before: boolean) => dyingAfter(whole, left, before);
    const before = this.#chance.is(0.5);
    const parts = {
      store: dying(machine.store, before) as MemorySyncStore,
      target: dying(machine.target, before) as SyncTarget,
    };
    try {
      await syncOnce(
        { ...this.#parts(machine), ...parts },
        this.#chance.is(0.1) ? 'repair' : undefined,
      );
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.#tally.cuts++;
    }
  }

  /** The machine goes back to its backup; what stood nowhere else is lost with it. */
  async #restore(machine: Machine): Promise<void> {
    if (!machine.backup) return;
    this.#tally.restores++;
    this.#rename(machine, machine.backup);
    const left = await this.#saidAnywhere();
    this.#acts = this.#acts.filter(({ key, number }) => left.has(`${key}|${number}`));
  }

  /** Somebody copies a machine's data folder to another machine. */
  #copy(machine: Machine): void {
    if (this.#machines.length >= 5) return;
    this.#tally.copies++;
    const other = this.#newMachine();
    this.#rename(other, machine.store);
    this.#machines.push(other);
  }

  /** A library of before goes on under a new name. */
  #rename(machine: Machine, from: MemorySyncStore): void {
    machine.name = this.#newName();
    machine.clock = new HybridClock(machine.name, '', machine.wall);
    machine.store = from.copy(machine.clock);
    machine.store.follow();
  }

  async #saidAnywhere(): Promise<Set<string>> {
    const said = new Set<string>();
    const learn = (record: SyncRecord): void => {
      const { collection, document } = record;
      for (const number of elementsOf((document.fields ?? {}) as Fields, 'said'))
        said.add(`${collection}|${document.id}|${number}`);
    };
    for (const { store } of this.#machines) for (const one of store.records.values()) learn(one);
    for (const bytes of this.#folder.everything()) {
      const opened = await this.#sealer.open(bytes);
      const segment = opened && (await decodeSegment(opened));
      if (segment?.ok) for (const record of segment.records) learn(record);
    }
    return said;
  }

  /** All talk until there is nothing left to say. */
  async #settle(): Promise<void> {
    let last: RunResult[] = [];
    for (let round = 0; round < 40; round++) {
      last = [];
      for (const machine of this.#machines) {
        this.#folder.carry(1);
        const result = await this.#sync(machine);
        if (!result.ok) throw new Error(`machine ${machine.name} stopped: ${result.reason}`);
        last.push(result);
      }
      if (last.every(isSilent)) return;
    }
    throw new Error(`the machines never stop talking: ${JSON.stringify(last)}`);
  }

  /** What differs between the machines, and what is missing; nothing, if all is well. */
  faults(): string[] {
    const [first, ...others] = this.#machines.map(({ store }) => meaningOf(store.records));
    const differing = others.flatMap((other, n) =>
      other === first ? [] : [`machine ${n + 1} differs:\n${first}\n${other}`],
    );
    return [...differing, ...this.#missing()];
  }

  #missing(): string[] {
    const { records } = this.#machines[0]!.store;
    const faults: string[] = [];
    for (const [key, acts] of Map.groupBy(this.#acts, (act) => act.key)) {
      const fields = (records.get(key)?.document.fields ?? {}) as Fields;
      const said = new Set(elementsOf(fields, 'said'));
      for (const { number } of acts) if (!said.has(number)) faults.push(`${key} lost ${number}`);
      const deletions = this.#deletions.filter((one) => one.key === key);
      const isUnseen = ({ knew }: Deletion): boolean =>
        acts.some(({ number }) => !knew.has(number));
      if (isDeleted(fields)) this.#tally.deleted++;
      if (isDeleted(fields) && deletions.every(isUnseen)) faults.push(`${key} was deleted`);
    }
    return faults;
  }
}

function isSilent(result: RunResult): boolean {
  return result.ok && result.sent + result.changed + result.unread === 0;
}

function recordOf(collection: Kind, id: string, fields: Fields): SyncRecord {
  const body = textStateOf(fields, 'body');
  const markdown = collection === 'notes' ? { markdown: body ? markdownOf(body) : '' } : {};
  return { collection, document: { id, fields, by: '', ...markdown } };
}

function withWord(state: string, word: string, at: number): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(state, 'base64'));
  const text = doc.getText(TEXT_NAME);
  const words = text.toString().split(' ');
  const place = words.slice(0, Math.floor(at * (words.length + 1))).join(' ').length;
  text.insert(Math.min(place, text.length), word);
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64');
}

/** What a library says, without the bytes that it says it in. */
function meaningOf(records: ReadonlyMap<string, SyncRecord>): string {
  const lines = [...records].map(([key, { document }]) => {
    const fields = Object.entries((document.fields ?? {}) as Fields).sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const said = fields.map(([name, field]) => {
      if (field.kind === 'text') return [name, field.clock, markdownOf(field.value as string)];
      return [name, name === 'said' ? elementsOf(document.fields as Fields, 'said') : field.value];
    });
    return `${key} ${JSON.stringify(said)}`;
  });
  return lines.sort().join('\n');
}
