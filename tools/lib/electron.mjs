import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, programNode, texts } from './project.mjs';
import { run, runProgram } from './run.mjs';

/** Some 120 MB. */
const FETCH_MS = 120_000;
const DAY_MS = 24 * 60 * 60_000;
const FAILED = inProject('node_modules', '.cache', 'offprint', 'electron-failed');

/** Electron's program, or null. Never `require('electron')`: that would start the download. */
export function findElectron(folder = inProject('node_modules', 'electron')) {
  try {
    const path = join(folder, 'path.txt');
    const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
    // As Electron's own package has it: a runtime from elsewhere needs no path file.
    const name = override && !existsSync(path) ? 'electron' : readFileSync(path, 'utf8').trim();
    const program = join(override || join(folder, 'dist'), name);
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/** Whether there is a display to show a window on. */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform === 'win32') return true;
  if (platform === 'darwin') return env.SSH_CONNECTION === undefined;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Whether an attempt failed within the last day: later starts need no network. */
export function failedLately(path = FAILED, now = Date.now()) {
  try {
    return now - statSync(path).mtimeMs < DAY_MS;
  } catch {
    return false;
  }
}

/** One attempt, of bounded time, by Electron's own installer. Null where it fails. */
export async function fetchElectron() {
  process.stderr.write(`${texts.fetchingElectron}\n`);
  const installer = inProject('node_modules', 'electron', 'install.js');
  // Its downloader asks no proxy by itself.
  const env = { NODE_USE_ENV_PROXY: '1' };
  await run(programNode(), [installer], { timeoutMs: FETCH_MS, env });
  const program = findElectron();
  if (program === null) {
    mkdirSync(dirname(FAILED), { recursive: true });
    writeFileSync(FAILED, new Date().toISOString());
  }
  return program;
}

/** Codes of an end that was meant: done, a wrong option, or a signal that asks for it. */
const MEANT = [0, 2, 129, 130, 137, 143];

/**
 * Runs the program in Electron. Resolves its exit code; null where it ended before its window
 * opened, as where the system forbids Chromium's sandbox, or lacks a library.
 */
export async function runElectron(program, args) {
  let opened = false;
  const code = await runProgram(program, args, {
    channel: false,
    // Set in terminals of editors that are built on Electron, it would make ours a plain Node.
    env: { ELECTRON_RUN_AS_NODE: undefined },
    onOutput: (line) => {
      opened = true;
      process.stdout.write(line);
    },
  }).catch(() => 127);
  return opened || MEANT.includes(code) ? code : null;
}
