import { runOnce } from '../../threads/index.ts';
import { typedPassphrase } from './passphrase.ts';

/** What the thread does; `logN` says how long guessing a passphrase takes, as scrypt counts. */
export type WrapJob =
  | {
      readonly kind: 'wrap';
      readonly passphrase: string;
      readonly text: string;
      readonly logN: number;
    }
  | { readonly kind: 'unwrap'; readonly passphrase: string; readonly bytes: Uint8Array };

/** What it answers: what it made, or null where the passphrase does not open it. */
export type WrapResult = { readonly value: Uint8Array | string | null };

/** About a second. */
const LOG_N = 18;

/**
 * Seals a text with a passphrase; takes about a second, on a thread of its own. Throws where the
 * machine has not the memory for it (256 MiB).
 */
export async function wrapped(passphrase: string, text: string, logN = LOG_N): Promise<Uint8Array> {
  const result = await run({ kind: 'wrap', passphrase: typedPassphrase(passphrase), text, logN });
  if (!(result instanceof Uint8Array)) throw new Error('a key could not be wrapped');
  return result;
}

/** Opens what `wrapped` sealed; null where the passphrase is another. Throws as `wrapped` does. */
export async function unwrapped(passphrase: string, bytes: Uint8Array): Promise<string | null> {
  const result = await run({ kind: 'unwrap', passphrase: typedPassphrase(passphrase), bytes });
  return typeof result === 'string' ? result : null;
}

async function run(job: WrapJob): Promise<WrapResult['value']> {
  const program = new URL('./passphrase-worker.ts', import.meta.url);
  const failed = (error: unknown): Error => new Error('the thread failed', { cause: error });
  const result = await runOnce<WrapResult | Error>(program, job, failed);
  if (result instanceof Error) throw result;
  return result.value;
}
