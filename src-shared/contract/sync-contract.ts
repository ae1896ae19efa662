import { oc } from '@orpc/contract';
import { z } from 'zod';
import { committed, mutationId } from './events.ts';
import {
  secretPlace,
  syncChoice,
  syncDone,
  syncLogEntry,
  syncMachine,
  syncRun,
  syncStatus,
  syncTarget,
  syncTestResult,
} from './sync.ts';

const secret = z.string().max(1_000);
const access = { target: syncTarget, password: secret.nullable() };

/** The machines of the user and where they meet. */
export const syncContract = {
  status: oc.output(syncStatus),
  /**
   * Whether the system's key store can keep secrets. On some systems the question makes the user
   * unlock it, so it is asked only when something is to be kept.
   */
  keyStore: oc.output(z.object({ isThere: z.boolean() })),
  /** A passphrase that nobody guesses, for who wants to be given one. */
  proposePassphrase: oc.output(z.object({ passphrase: z.string() })),
  /** Tries whether a target can be used, without making it ours. */
  test: oc.input(z.object(access)).output(syncTestResult),
  /** Makes a target this machine's; without a passphrase nothing there is encrypted. */
  connect: oc
    .input(z.object({ ...access, passphrase: secret.nullable(), keep: secretPlace }))
    .output(syncDone),
  /** Leaves the target as it is, and forgets it. */
  disconnect: oc.output(z.object({})),
  /** Synchronises now, and answers when that is done, and when PDFs were carried for a while. */
  run: oc.input(z.object({ choice: syncChoice.optional() })).output(syncRun),
  setPaused: oc.input(z.object({ paused: z.boolean() })).output(z.object({})),
  /** Whether PDFs of the user's own travel to and from this machine. */
  setCarriesPdfs: oc.input(z.object({ carries: z.boolean() })).output(z.object({})),
  /** Gives the secrets that this machine does not know (any more): of a restart, of a changed passphrase. */
  unlock: oc
    .input(
      z.object({
        passphrase: secret.nullable(),
        password: secret.nullable(),
        keep: secretPlace,
      }),
    )
    .output(syncDone),
  /** From now on everything is sealed with a new key; the other machines ask for the passphrase. */
  changePassphrase: oc.input(z.object({ passphrase: secret })).output(syncDone),
  /** What opens the target when the passphrase is forgotten; null where it is not encrypted, or locked. */
  recovery: oc.output(z.object({ code: z.string().nullable() })),
  machines: oc.output(z.array(syncMachine)),
  nameMachine: oc
    .input(z.object({ mutationId, id: z.string().max(60), name: z.string().trim().min(1).max(80) }))
    .output(committed),
  log: oc
    .input(
      z.object({ before: z.number().int().optional(), limit: z.number().int().min(1).max(100) }),
    )
    .output(z.object({ entries: z.array(syncLogEntry) })),
  /** Puts a value back that lost, as a change of now. */
  putBack: oc
    .input(z.object({ mutationId, id: z.number().int() }))
    .output(z.object({ found: z.boolean() })),
  /** Compares everything again; deletes nothing. */
  repair: oc.output(syncRun),
};
