import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../src-shared/contract/index.ts';
import type { GlobalOptions } from './options.ts';
import type { SessionReason } from './texts.ts';

/** The core as a typed client, wherever it runs. */
export type CoreClient = ContractRouterClient<Contract>;

/** A core that a command may ask. */
export type Session = {
  client: CoreClient;
  /** Whether it belongs to a running program. */
  shared: boolean;
  /** Whether the running program has gone away. */
  isLost(): boolean;
  close(): Promise<void>;
};

export type OpenSessionResult =
  | { ok: true; session: Session }
  | { ok: false; reason: SessionReason; detail: string };

/** Reaches the running core of the data folder, or opens it. */
export type OpenSession = (options: GlobalOptions) => Promise<OpenSessionResult>;
