import type { SecretPlace } from '../../src-shared/contract/index.ts';
import type { Io } from './io.ts';
import type { CoreClient } from './session.ts';
import { syncMachinesTexts as texts } from './sync-texts.ts';

const VARIABLES = {
  passphrase: 'OFFPRINT_SYNC_PASSPHRASE',
  password: 'OFFPRINT_SYNC_PASSWORD',
} as const;
/** A secret that the command line may be given. */
export type SecretKind = keyof typeof VARIABLES;

/** What the user gave: the text, that there is none, or that he cancelled when he was asked. */
export type Given = { readonly text: string | null; readonly cancelled: boolean };

/** What the environment says; null where it says nothing. */
export function fromEnvironment({ env }: Io, kind: SecretKind): string | null {
  return env[VARIABLES[kind]] || null;
}

/** A secret from the environment, else from the terminal, else none. */
export async function giveSecret(io: Io, kind: SecretKind): Promise<Given> {
  const known = fromEnvironment(io, kind);
  if (known !== null || io.askSecret === null) return { text: known, cancelled: false };
  return answered(await io.askSecret(texts.ask[kind]));
}

/** A passphrase for a new target; a terminal asks for it twice. */
export async function giveNewPassphrase(io: Io): Promise<Given> {
  const known = fromEnvironment(io, 'passphrase');
  if (known !== null || io.askSecret === null) return { text: known, cancelled: false };
  for (;;) {
    const first = await io.askSecret(texts.ask.newPassphrase);
    if (!first) return answered(first);
    const again = await io.askSecret(texts.ask.again);
    if (again === null || again === first) return answered(again);
    io.stderr.write(`${texts.ask.differ}\n`);
  }
}

function answered(text: string | null): Given {
  return { text: text === '' ? null : text, cancelled: text === null };
}

/**
 * Where secrets stay: where the user says, else in the key store. Null where there is none, and he
 * has to say.
 */
export async function placeOf(
  client: CoreClient,
  keep: SecretPlace | undefined,
): Promise<SecretPlace | null> {
  if (keep !== undefined && keep !== 'key-store') return keep;
  return (await client.sync.keyStore()).isThere ? 'key-store' : null;
}
