import {
  DEFAULT_MACHINE_SETTINGS,
  type Layout,
  type MachineSettings,
  machineSettings,
} from '../../../src-shared/contract/index.ts';
import type { LocalStore } from '../local/index.ts';

type Name = keyof MachineSettings;
type Listener = (after: MachineSettings, before: MachineSettings) => void;

const NAMES = Object.keys(DEFAULT_MACHINE_SETTINGS) as Name[];
const KEY = 'machine-settings';

/** Settings of this machine, kept beside its queues; they never travel (FILE-1, FILE-5). */
export class MachineSettingsStore {
  readonly #local: LocalStore;
  readonly #listeners = new Set<Listener>();

  constructor(local: LocalStore) {
    this.#local = local;
  }

  /** Every setting; a stored value that this version does not understand counts as not set. */
  get(): MachineSettings {
    const stored: unknown = this.#local.get(KEY);
    const kept = (typeof stored === 'object' && stored !== null ? stored : {}) as Partial<
      Record<Name, unknown>
    >;
    const chosen = NAMES.map((name) => [name, validOr(name, kept[name])]);
    return Object.fromEntries(chosen) as MachineSettings;
  }

  /** Changes the settings named; durable when it returns. */
  update(patch: Partial<MachineSettings>): void {
    const before = this.get();
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    this.#local.set(KEY, { ...before, ...Object.fromEntries(given) });
    const after = this.get();
    for (const listener of this.#listeners) listener(after, before);
  }

  /** Calls the listener after each change; returns what ends that. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function validOr<N extends Name>(name: N, stored: unknown): MachineSettings[N] {
  const parsed = machineSettings.shape[name].safeParse(stored);
  return (parsed.success ? parsed.data : DEFAULT_MACHINE_SETTINGS[name]) as MachineSettings[N];
}

/** The papers that came to the front between two layouts, or got a tab. */
export function newlyOpened(before: Layout | null, after: Layout): string[] {
  const had = new Set(before?.tabs.map(({ paperId }) => paperId));
  const opened = after.tabs.map(({ paperId }) => paperId).filter((id) => !had.has(id));
  const front = after.activeTab !== before?.activeTab ? after.activeTab : null;
  return [...new Set(front === null ? opened : [front, ...opened])];
}
