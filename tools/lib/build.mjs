import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { inProject, programNode, Refusal, root, texts } from './project.mjs';
import { run } from './run.mjs';

const FOLDERS = ['src-main', 'src-shared', 'src-renderer', 'resources'];
const FILES = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
];

const STAMP = inProject('out', 'built-from');
const BUILD_MS = 5 * 60_000;

/** Builds if a source has changed since the last build. Says so on stderr. */
export async function ensureBuilt() {
  const fingerprint = sourcesFingerprint();
  if (readStamp() === fingerprint) return;
  process.stderr.write(`${texts.building}\n`);
  // Without a stamp, a build that is cut off is done again.
  rmSync(STAMP, { force: true });
  const cli = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await run(programNode(), [cli, 'build', '--logLevel', 'warn'], {
    timeoutMs: BUILD_MS,
    env: { NODE_ENV: 'production' },
  });
  if (code !== 0) {
    process.stderr.write(output);
    throw new Refusal(texts.buildFailed);
  }
  mkdirSync(inProject('out'), { recursive: true });
  writeFileSync(STAMP, fingerprint);
}

/** A hash of all that a build is made from: names and contents, without tests. */
export function sourcesFingerprint(base = root) {
  const hash = createHash('sha256');
  for (const path of sources(base)) {
    const content = readFileSync(join(base, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function sources(base) {
  const inFolders = FOLDERS.flatMap((folder) => filesIn(base, folder));
  const present = FILES.filter((file) => readdirSync(base).includes(file));
  return [...inFolders, ...present].sort();
}

function filesIn(base, folder) {
  try {
    return readdirSync(join(base, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => relative(base, join(entry.parentPath ?? entry.path, entry.name)))
      .map((path) => path.split(sep).join('/'));
  } catch {
    return [];
  }
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}
