import { z } from 'zod';
import {
  DEFAULT_SETTINGS,
  type Layout,
  layout,
  type UserSettings,
  userSettings,
  windowId,
} from '../../../src-shared/contract/index.ts';
import type { Mutations } from '../library/index.ts';
import type { LocalStore } from '../local/index.ts';
import { fieldValue, putOne, readMany, type SettingDocument, withValue } from '../store/index.ts';

/** More windows than anyone has open. */
const MOST_WINDOWS = 20;

const kept = z.object({ window: windowId, layout });
type Kept = z.infer<typeof kept>;

type Name = keyof UserSettings;
const NAMES = Object.keys(DEFAULT_SETTINGS) as Name[];

/** Settings that follow the user, and the layouts of this machine's windows, which do not. */
export class Settings {
  readonly #mutations: Mutations;
  readonly #local: LocalStore;

  constructor(mutations: Mutations, local: LocalStore) {
    this.#mutations = mutations;
    this.#local = local;
  }

  /** Every setting; a stored value that this version does not understand counts as not set. */
  async get(): Promise<UserSettings> {
    const stored = await readMany(this.#collection, NAMES);
    const chosen = NAMES.map((name) => [name, validOr(name, stored.get(name))]);
    return Object.fromEntries(chosen) as UserSettings;
  }

  /** Changes the settings named; returns the revision. */
  update(mutationId: string, patch: Partial<UserSettings>): Promise<number> {
    return this.#mutations.run(mutationId, async () => {
      const names = NAMES.filter((name) => patch[name] !== undefined);
      if (names.length === 0) return undefined;
      const known = await readMany(this.#collection, names);
      // Each is a commit of its own; only the last one says that the mutation was done, so that one
      // cut off in the middle is done again.
      for (const [index, name] of names.entries()) {
        const by = index === names.length - 1 ? mutationId : '';
        await putOne(this.#collection, this.#changed(name, known.get(name), patch, by));
      }
      return { kind: 'settings', ids: names };
    });
  }

  /** The windows that are remembered, the one that was used last first. */
  get windows(): readonly string[] {
    return this.#kept().map(({ window }) => window);
  }

  /** A window as it was left, or null; one that this version does not understand counts as none. */
  getLayout(window: string): Layout | null {
    return this.#kept().find((one) => one.window === window)?.layout ?? null;
  }

  /** Remembers how a window is; the windows that were not used for longest are forgotten. */
  setLayout(window: string, left: Layout): void {
    const others = this.#kept().filter((one) => one.window !== window);
    this.#local.set('layouts', [{ window, layout: left }, ...others].slice(0, MOST_WINDOWS));
  }

  /** Papers in tabs of the windows that are remembered. */
  get openPapers(): string[] {
    return this.#kept().flatMap(({ layout }) => layout.tabs.map(({ paperId }) => paperId));
  }

  #kept(): readonly Kept[] {
    const stored = this.#local.get('layouts');
    const all = Array.isArray(stored) ? stored : [];
    return all.flatMap((one) => kept.safeParse(one).data ?? []);
  }

  get #collection() {
    return this.#mutations.context.store.collections.settings;
  }

  #changed(
    name: Name,
    known: SettingDocument | undefined,
    patch: Partial<UserSettings>,
    by: string,
  ): SettingDocument {
    const value = patch[name] ?? DEFAULT_SETTINGS[name];
    const clock = this.#mutations.context.clock.next();
    return { id: name, fields: withValue(known?.fields ?? {}, 'value', value, clock), by };
  }
}

function validOr(name: Name, stored: SettingDocument | undefined): UserSettings[Name] {
  const value = stored && fieldValue(stored.fields, 'value', null);
  const parsed = userSettings.shape[name].safeParse(value);
  return parsed.success ? parsed.data : DEFAULT_SETTINGS[name];
}
