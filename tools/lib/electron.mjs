import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, programNode, texts } from './project.mjs';
import { run } from './run.mjs';

const FETCH_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;
const FAILED = inProject('node_modules', '.cache', 'offprint', 'electron-failed');

/** Electron's program, or null. Never `require('electron')`: that would start the download. */
export function findElectron(folder = inProject('node_modules', 'electron')) {
  try {
    const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
    const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim();
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
  await run(programNode(), [installer], { timeoutMs: FETCH_MS });
  const program = findElectron();
  if (program === null) {
    mkdirSync(dirname(FAILED), { recursive: true });
    writeFileSync(FAILED, new Date().toISOString());
  }
  return program;
}
