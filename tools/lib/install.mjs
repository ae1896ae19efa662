import { readFileSync } from 'node:fs';
import { inProject, Refusal, texts } from './project.mjs';
import { run } from './run.mjs';

/** A slow network still gets there; nobody waits for ever. */
const INSTALL_MS = 15 * 60_000;

/** Installs what the lock file names, unless it is there. Progress goes to stderr. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write(`${texts.installing}\n`);
  const { code } = await npmCi();
  if (code !== 0) throw new Refusal(texts.installFailed);
}

/** npm itself, which on Windows is a script that only a shell can start. */
function npmCi() {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { say: true, timeoutMs: INSTALL_MS };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * Whether npm's own record of what it installed has everything that the lock file names, in its
 * version. Optional packages are for other systems where they are absent.
 */
export function isInstalled(lockFile = inProject('package-lock.json'), record) {
  const wanted = packagesOf(lockFile);
  const present = packagesOf(record ?? inProject('node_modules', '.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (path === '' || link) return true;
    const found = present[path];
    if (found === undefined) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}
