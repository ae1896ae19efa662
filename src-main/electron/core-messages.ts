import type { OpenCoreResult, Origins, RecoverResult, Trouble, WayOut } from '../core/index.ts';

/** What the core's process is told to open. */
export type StartOrder = {
  dataDir: string;
  demo: boolean;
  canOpenDemo: boolean;
  /** In the demo the process starts an upstream of its own instead. */
  origins: Origins;
  version: string;
};

/** From the shell to the core's process. A `port` message carries the port itself. */
export type ToCore =
  | { type: 'start'; order: StartOrder }
  | { type: 'port' }
  | { type: 'answer'; id: number; ok: boolean; value: unknown }
  /** Goes a way out of a start that failed, and starts; answered with an outcome. */
  | { type: 'recover'; wayOut: WayOut }
  | { type: 'close' };

/**
 * `elsewhere`: another program holds the folder and was brought to the front; `link` if it has one.
 * Failed with a `trouble`: the user may choose from its ways out; `notHelped` is why the last one that
 * was chosen changed nothing.
 */
export type StartOutcome =
  | { outcome: 'started'; pdfDir: string }
  | { outcome: 'elsewhere'; link: string | null }
  | {
      outcome: 'failed';
      reason: Extract<OpenCoreResult, { ok: false }>['reason'];
      detail: string;
      trouble: Trouble | null;
      notHelped: Extract<RecoverResult, { ok: false }>['reason'] | null;
    };

/** What the core asks of the shell; the names are those of `Host`. */
export type HostCall =
  | { call: 'openDemo' | 'activate' | 'secrets.available' }
  | { call: 'secrets.get' | 'secrets.delete'; name: string }
  | { call: 'secrets.set'; name: string; value: string };

/** From the core's process to the shell. */
export type FromCore =
  /** The process ends by itself, to be started again at once. */
  | { type: 'restarting' }
  | ({ type: 'outcome' } & StartOutcome)
  | ({ type: 'ask'; id: number } & HostCall);
