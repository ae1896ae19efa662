import { type Command, Option } from 'commander';
import type { SecretPlace, SyncChoice, SyncRun } from '../../../src-shared/contract/index.ts';
import { secretPlace, syncChoice } from '../../../src-shared/contract/index.ts';
import type { Context, Outcome, Register } from '../command.ts';
import { wholeNumber } from '../parsers.ts';
import type { CoreClient } from '../session.ts';
import { readAddress, TARGET_KINDS, type TargetKind } from '../sync-address.ts';
import { showLog, showStatus } from '../sync-look.ts';
import { liesOutOfReach, runAfter, runOutcome, unlessInterrupted } from '../sync-run.ts';
import { fromEnvironment } from '../sync-secrets.ts';
import {
  connect,
  disconnect,
  type NamedTarget,
  recovery,
  type SetUp,
  unlock,
} from '../sync-set-up.ts';
import { syncMachinesTexts as texts } from '../sync-texts.ts';

type Flags = {
  choice?: SyncChoice;
  repair?: true;
  log?: number | true;
  status?: true;
  connect?: string;
  kind?: TargetKind;
  encryption: boolean;
  keep?: SecretPlace;
  disconnect?: true;
  recovery?: true;
  unlock?: true;
};

const ACTS = [
  ...(['choice', 'repair', 'log', 'status'] as const),
  ...(['connect', 'disconnect', 'recovery', 'unlock'] as const),
];
const LOGGED = 10;
const MOST_LOGGED = 100;

/** What is wrong with flags together; null where nothing is. */
function misuse(flags: Flags): string | null {
  const { severalActs, ofConnect, ofSecrets } = texts.misuse;
  if (ACTS.filter((act) => flags[act] !== undefined).length > 1) return severalActs;
  if (flags.connect === undefined && (flags.kind !== undefined || !flags.encryption))
    return ofConnect;
  const takesSecrets = flags.connect !== undefined || flags.unlock !== undefined;
  return flags.keep !== undefined && !takesSecrets ? ofSecrets : null;
}

/** The target of `--connect`; wrong usage is told without what was typed: a password may be in it. */
async function namedTarget(flags: Flags, command: Command): Promise<NamedTarget | null> {
  if (flags.connect === undefined) return null;
  const address = await readAddress(flags.connect, flags.kind);
  const { kind, address: problems } = texts.misuse;
  if (!address.ok)
    return command.error(`error: ${address.problem === 'kind' ? kind : problems[address.problem]}`);
  const { target, password } = address;
  return { target, password, encryption: flags.encryption };
}

/** One run; passphrase and password of the environment are given where they are wanted. */
async function runOnce(client: CoreClient, { io }: Context, flags: Flags): Promise<SyncRun> {
  const { choice, repair } = flags;
  const run = (): Promise<SyncRun> =>
    unlessInterrupted(repair ? client.sync.repair() : client.sync.run({ choice }), io);
  const first = await run();
  if (first.ok || (first.reason !== 'locked' && first.reason !== 'refused')) return first;
  const [passphrase, password] = [
    fromEnvironment(io, 'passphrase'),
    fromEnvironment(io, 'password'),
  ];
  if ((passphrase ?? password) === null || (await liesOutOfReach(client))) return first;
  const { encrypted, secrets: keep } = await client.sync.status();
  const given = { passphrase: encrypted ? passphrase : null, password, keep };
  const again = await runAfter(client, io, () => client.sync.unlock(given));
  return again.ok && (choice !== undefined || repair) ? run() : again;
}

async function act(setUp: SetUp, flags: Flags, named: NamedTarget | null): Promise<Outcome> {
  const { client, context } = setUp;
  if (named !== null) return connect(setUp, named);
  if (flags.disconnect) return disconnect(setUp);
  if (flags.recovery) return recovery(setUp);
  if (flags.unlock) return unlock(setUp);
  if (flags.status) return showStatus(client, context);
  if (flags.log !== undefined) return showLog(client, flags.log === true ? LOGGED : flags.log);
  return runOutcome(client, await runOnce(client, context, flags));
}

/** `sync-machines`: the user's machines in step. */
export const registerSyncMachines: Register = (program, acts) => {
  const { options } = texts;
  program
    .command('sync-machines')
    .description(texts.about)
    .addOption(new Option('--choice <choice>', options.choice).choices(syncChoice.options))
    .option('--repair', options.repair)
    .option('--log [count]', options.log, wholeNumber(1, MOST_LOGGED))
    .option('--status', options.status)
    .option('--connect <target>', options.connect)
    .addOption(new Option('--kind <kind>', options.kind).choices(TARGET_KINDS))
    .option('--no-encryption', options.noEncryption)
    .addOption(new Option('--keep <place>', options.keep).choices(secretPlace.options))
    .option('--disconnect', options.disconnect)
    .option('--recovery', options.recovery)
    .option('--unlock', options.unlock)
    .addHelpText('after', options.environment)
    .action(async (flags: Flags, command: Command) => {
      const wrong = misuse(flags);
      if (wrong !== null) return command.error(`error: ${wrong}`);
      const named = await namedTarget(flags, command);
      const misused = (sentence: string): never => command.error(`error: ${sentence}`);
      return acts.withCore((client, context) =>
        act({ client, context, keep: flags.keep, misused }, flags, named),
      );
    });
};
