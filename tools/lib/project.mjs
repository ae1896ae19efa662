import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

/** A path inside the project. */
export const inProject = (...parts) => join(root, ...parts);

/** Sentences that the tools say; each names what to do. */
export const texts = {
  oldNode: (version) =>
    `Offprint needs Node 20 or newer; this is ${version}. See https://nodejs.org.`,
  noNode24:
    'Node 24 did not come with the packages (are install scripts off?), and the Node here has no SQLite. ' +
    'Install Node 22.13 or newer, or allow the install script of the package “node”.',
  installing: 'Installing what the lock file names …',
  installFailed: 'The packages could not be installed; see above. Is there a network?',
  building: 'Building …',
  buildFailed: 'The build failed; see above.',
  fetchingElectron: 'Fetching Electron’s runtime, once (two minutes at most) …',
  electronNotFetched: 'It could not be fetched; Offprint opens in your browser instead.',
  electronEnded: 'Electron cannot run here; Offprint opens in your browser instead.',
  noElectron:
    'Electron’s runtime is not here and could not be fetched; --shell browser works without it.',
  badShell: '--shell takes electron or browser.',
  noChromium:
    'No Chromium was found or could be installed. Install Chromium or Chrome, or set CHROME_PATH.',
};

/** A failure that is told in one sentence, without a stack. */
export class Refusal extends Error {
  constructor(sentence, code = 1) {
    super(sentence);
    this.code = code;
  }
}

/** Ends unless Node is new enough for the tools themselves. */
export function requireNode20() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Refusal(texts.oldNode(process.version));
}

/** The Node that runs the program: version 24 of the packages, else this one where it will do. */
export function programNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = inProject('node_modules', 'node', 'bin', name);
  if (existsSync(bundled)) return bundled;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath;
  throw new Refusal(texts.noNode24);
}

/** Runs a tool's main function; a refusal becomes its sentence and its exit code. */
export async function runMain(main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.code;
  }
}
