import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenDemoResult } from '../core/index.ts';

/** A program that is still there after this long has started. */
const START_MS = 1_500;

/** Starts the demo as a second program, with a window and a data folder of its own. */
export async function openDemoProgram(
  program: string,
  args: readonly string[],
): Promise<OpenDemoResult> {
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  const failed = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(true));
    // A second start of a running demo brings that one to the front and ends with 0.
    child.once('exit', (code) => resolve(code !== 0));
  });
  child.unref();
  const didFail = await Promise.race([failed, sleep(START_MS, false)]);
  return didFail ? { ok: false, reason: 'did-not-start' } : { ok: true, url: null };
}
