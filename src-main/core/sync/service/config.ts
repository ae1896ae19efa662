import { z } from 'zod';
import {
  type SecretPlace,
  type SyncTargetSetting,
  type SyncTrouble,
  secretPlace,
  syncTarget,
  syncTrouble,
} from '../../../../src-shared/contract/index.ts';
import type { LocalStore } from '../../local/index.ts';

const config = z.object({
  target: syncTarget,
  encrypted: z.boolean(),
  secrets: secretPlace,
  isPaused: z.boolean(),
  carriesPdfs: z.boolean().default(true),
  /** The newest key file as it stood at the target: an emptied one is given it again. */
  keyFile: z.object({ name: z.string(), data: z.base64() }).nullable(),
});

/** Where this machine meets the others. It never travels, and holds no secret. */
export type SyncConfig = {
  readonly target: SyncTargetSetting;
  readonly encrypted: boolean;
  readonly secrets: SecretPlace;
  readonly isPaused: boolean;
  /** Whether PDFs of the user's own travel. */
  readonly carriesPdfs: boolean;
  readonly keyFile: { readonly name: string; readonly data: string } | null;
};

const outcome = z.object({ lastAt: z.number().nullable(), trouble: syncTrouble.nullable() });

/** How the last runs ended. */
export type SyncOutcome = {
  /** When one came to its end, in milliseconds since the epoch. */
  readonly lastAt: number | null;
  readonly trouble: SyncTrouble | null;
};

const [CONFIG, OUTCOME] = ['sync-config', 'sync-outcome'];

/** The settings of synchronisation in `local.sqlite`; what this version does not understand counts as none. */
export class SyncConfigs {
  readonly #local: LocalStore;
  #outcome: SyncOutcome | null = null;

  constructor(local: LocalStore) {
    this.#local = local;
  }

  get config(): SyncConfig | null {
    return config.safeParse(this.#local.get(CONFIG)).data ?? null;
  }

  set config(value: SyncConfig | null) {
    this.#local.set(CONFIG, value);
  }

  get outcome(): SyncOutcome {
    return this.#outcome ?? this.#keptOutcome();
  }

  /** It counts while the program runs though a full disk does not keep it; throws then. */
  set outcome(value: SyncOutcome) {
    this.#outcome = value;
    this.#local.set(OUTCOME, value);
  }

  #keptOutcome(): SyncOutcome {
    return outcome.safeParse(this.#local.get(OUTCOME)).data ?? { lastAt: null, trouble: null };
  }
}
