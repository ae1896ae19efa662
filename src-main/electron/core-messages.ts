import type { OpenCoreResult, Origins } from '../core/index.ts';

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
  | { type: 'close' };

/** `elsewhere`: another program holds the folder and was brought to the front; `link` if it has one. */
export type StartOutcome =
  | { outcome: 'started'; pdfDir: string }
  | { outcome: 'elsewhere'; link: string | null }
  | {
      outcome: 'failed';
      reason: Extract<OpenCoreResult, { ok: false }>['reason'];
      detail: string;
    };

/** What the core asks of the shell; the names are those of `Host`. */
export type HostCall =
  | { call: 'openDemo' | 'activate' | 'secrets.available' }
  | { call: 'secrets.get' | 'secrets.delete'; name: string }
  | { call: 'secrets.set'; name: string; value: string };

/** From the core's process to the shell. */
export type FromCore =
  | ({ type: 'outcome' } & StartOutcome)
  | ({ type: 'ask'; id: number } & HostCall);
