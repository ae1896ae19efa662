import {
  type SecretPlace,
  type SyncReason,
  type SyncTargetSetting,
  type SyncTestResult,
  targetAddress,
} from '../../src-shared/contract/index.ts';
import type { Context, Outcome } from './command.ts';
import type { CoreClient } from './session.ts';
import { notDone, runAfter, runOutcome, warn } from './sync-run.ts';
import { type Given, giveNewPassphrase, giveSecret, placeOf } from './sync-secrets.ts';
import { syncMachinesTexts as texts } from './sync-texts.ts';

/** What a command of setting up works with; `misused` ends it as wrong usage. */
export type SetUp = {
  readonly client: CoreClient;
  readonly context: Context;
  readonly keep: SecretPlace | undefined;
  readonly misused: (sentence: string) => never;
};

/** A target as the command line names it. */
export type NamedTarget = {
  readonly target: SyncTargetSetting;
  /** Null where the address has none in it. */
  readonly password: string | null;
  readonly encryption: boolean;
};

type Found = SyncTestResult & { ok: true };
type Refused = { readonly ok: false; readonly reason: SyncReason };
type Chosen = { readonly ok: true; readonly passphrase: string | null } | Refused;

/** The user was asked, and cancelled. */
const CANCELLED: Outcome = {
  json: { ok: false, reason: 'stopped', documents: null, message: texts.cancelled },
  human: '',
  problem: texts.cancelled,
};
const STOPPED: Refused = { ok: false, reason: 'stopped' };

/** Makes a target this machine's, and synchronises with it. */
export async function connect(setUp: SetUp, named: NamedTarget): Promise<Outcome> {
  const { client, context } = setUp;
  const { target, encryption } = named;
  const given = await passwordOf(setUp, named);
  if (given.cancelled) return CANCELLED;
  const password = given.text;
  const keep = await placeFor(setUp, encryption || password !== null);
  const found = await client.sync.test({ target, password });
  if (!found.ok) return notDone(client, found.reason);
  if (found.isOpenlyReadable) warn(context, texts.openlyReadable);
  const chosen = await passphraseFor(setUp, found, encryption);
  if (!chosen.ok) return chosen.reason === 'stopped' ? CANCELLED : notDone(client, chosen.reason);
  const { passphrase } = chosen;
  let isSetUp = false;
  const run = await runAfter(client, context.io, async () => {
    const done = await client.sync.connect({ target, password, passphrase, keep });
    isSetUp = done.ok;
    return done;
  });
  const outcome = await runOutcome(client, run);
  return isSetUp ? ofConnected(outcome, target, passphrase !== null) : outcome;
}

function ofConnected(outcome: Outcome, target: SyncTargetSetting, encrypted: boolean): Outcome {
  const { json, human, problem } = outcome;
  if (problem !== null) return { json, human, problem: texts.connectedBut(problem) };
  const lines = [
    texts.connected(targetAddress(target), encrypted),
    ...(encrypted ? [texts.keepRecovery] : []),
  ];
  return { json, human: lines.map((line) => `${line}\n`).join('') + human, problem };
}

/** From the address, else as any secret; a folder, and a server that wants no name, have none. */
async function passwordOf({ context }: SetUp, { target, password }: NamedTarget): Promise<Given> {
  const isAsked = password === null && target.kind !== 'folder' && target.user !== '';
  return isAsked ? giveSecret(context.io, 'password') : { text: password, cancelled: false };
}

async function placeFor(
  { client, keep, misused }: SetUp,
  hasSecrets: boolean,
): Promise<SecretPlace> {
  const place = await placeOf(client, keep);
  if (place === null && (hasSecrets || keep !== undefined)) return misused(texts.misuse.noKeyStore);
  return place ?? 'session';
}

/** The passphrase for what was found at the target; it is encrypted unless the user says otherwise. */
async function passphraseFor(
  { context: { io }, misused }: SetUp,
  { isNew, encrypted }: Found,
  encryption: boolean,
): Promise<Chosen> {
  if (!encryption) return encrypted ? ENCRYPTED : { ok: true, passphrase: null };
  if (!isNew && !encrypted) return { ok: false, reason: 'plain' };
  const given = await (encrypted ? giveSecret(io, 'passphrase') : giveNewPassphrase(io));
  if (given.cancelled) return STOPPED;
  if (given.text !== null) return { ok: true, passphrase: given.text };
  return encrypted ? ENCRYPTED : misused(texts.misuse.noPassphrase);
}

const ENCRYPTED: Refused = { ok: false, reason: 'encrypted' };

/** Forgets the target. */
export async function disconnect({ client }: SetUp): Promise<Outcome> {
  const { target } = await client.sync.status();
  await client.sync.disconnect();
  const said = target === null ? texts.wasOff : texts.disconnected;
  return { json: { ok: true }, human: `${said}\n`, problem: null };
}

/** What opens the target when the passphrase is forgotten. */
export async function recovery({ client, context }: SetUp): Promise<Outcome> {
  const { target, encrypted } = await client.sync.status();
  if (target === null) return notDone(client, 'off');
  const { code } = await client.sync.recovery();
  if (code !== null) {
    warn(context, texts.recoveryWarning);
    return { json: { ok: true, code }, human: `${code}\n`, problem: null };
  }
  const json = { ok: false, reason: encrypted ? 'locked' : 'plain', documents: null };
  const message = texts.noRecovery;
  return { json: { ...json, message }, human: '', problem: message };
}

/** Takes passphrase and password that this machine does not know, or not any more, and synchronises. */
export async function unlock(setUp: SetUp): Promise<Outcome> {
  const { client, context, misused } = setUp;
  const status = await client.sync.status();
  if (status.target === null) return notDone(client, 'off');
  const keep = setUp.keep ?? status.secrets;
  if ((await placeOf(client, keep)) === null) return misused(texts.misuse.noKeyStore);
  const [password, passphrase] = [
    await passwordOf(setUp, { target: status.target, password: null, encryption: true }),
    status.encrypted ? await giveSecret(context.io, 'passphrase') : NOTHING,
  ];
  if (password.cancelled || passphrase.cancelled) return CANCELLED;
  const given = { password: password.text, passphrase: passphrase.text };
  if (given.password === null && given.passphrase === null) return misused(texts.misuse.noSecret);
  const run = await runAfter(client, context.io, () => client.sync.unlock({ ...given, keep }));
  return runOutcome(client, run);
}

const NOTHING: Given = { text: null, cancelled: false };
