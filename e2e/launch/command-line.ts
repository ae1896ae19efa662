import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { paths } from './paths.ts';

/** What a command printed, and its exit code. */
export type CommandResult = { code: number; stdout: string; stderr: string };

/** Runs the command line on a data folder to its end. */
export async function runCommand(
  dataDir: string,
  env: Record<string, string>,
  args: readonly string[],
): Promise<CommandResult> {
  const child = spawn(process.execPath, [paths.commandLine, ...args], {
    env: { ...process.env, OFFPRINT_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const result = { code: 1, stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    result.stdout += data;
  });
  child.stderr.on('data', (data) => {
    result.stderr += data;
  });
  const [code] = await once(child, 'close');
  return { ...result, code: code ?? 1 };
}
