import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** When a program is killed: so long after it has printed a word, or anything where none is named. */
export type Instant = { readonly milliseconds: number; readonly after?: string };

/** Runs a program, kills it, returns its whole lines. */
export async function runUntilKilled(
  { milliseconds, after = '' }: Instant,
  program: string,
  ...args: readonly string[]
): Promise<string[]> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let printed = '';
  child.stdout.setEncoding('utf8');
  const heard = new Promise<void>((resolve) => {
    child.stdout.on('data', (text: string) => {
      printed += text;
      if (printed.includes(after)) resolve();
    });
  });
  await Promise.race([heard, ended]);
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await ended;
  return printed.split('\n').slice(0, -1);
}
