#!/usr/bin/env node
import { ensureBuilt } from './lib/build.mjs';
import {
  failedLately,
  fetchElectron,
  findElectron,
  hasDisplay,
  runElectron,
} from './lib/electron.mjs';
import { ensureInstalled } from './lib/install.mjs';
import {
  inProject,
  programNode,
  Refusal,
  requireNode20,
  root,
  runMain,
  texts,
} from './lib/project.mjs';
import { runProgram } from './lib/run.mjs';

const HELP = `npm start [-- OPTIONS]

  --shell electron|browser  a window of its own, or a page in your browser
  --no-open                 do not open the browser
  --port N                  the browser shell's port; else a free one
  --data-dir DIR            where the library lies
  --demo                    made-up papers, in a data folder of their own
  --hf-origin, --arxiv-origin, --arxiv-pdf-origin ADDRESS
                            stand-ins for the upstreams

Environment: OFFPRINT_DATA_DIR, OFFPRINT_HF_ORIGIN, OFFPRINT_ARXIV_ORIGIN, OFFPRINT_ARXIV_PDF_ORIGIN
`;

/** The shell that was asked for, or null. */
function askedShell(args) {
  const index = args.findLastIndex((arg) => arg === '--shell' || arg.startsWith('--shell='));
  if (index < 0) return null;
  const value = args[index] === '--shell' ? args[index + 1] : args[index].slice('--shell='.length);
  if (value !== 'electron' && value !== 'browser') throw new Refusal(texts.badShell, 2);
  return value;
}

/** Electron's program where it is the shell (START-2); null: the browser shell. */
async function electronProgram(asked) {
  if (asked === 'browser') return null;
  if (asked === null && !hasDisplay()) return null;
  const found = findElectron();
  if (found) return found;
  if (asked === null && failedLately()) return null;
  const fetched = await fetchElectron();
  if (fetched === null && asked === 'electron') throw new Refusal(texts.noElectron);
  if (fetched === null) process.stderr.write(`${texts.electronNotFetched}\n`);
  return fetched;
}

async function main(args) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  requireNode20();
  const asked = askedShell(args);
  await ensureInstalled();
  await ensureBuilt();
  const electron = await electronProgram(asked);
  if (electron) {
    const code = await runElectron(electron, [root, ...args]);
    if (code !== null || asked === 'electron') return code ?? 1;
    process.stderr.write(`${texts.electronEnded}\n`);
  }
  return runProgram(programNode(), [inProject('out', 'main', 'browser.js'), ...args]);
}

await runMain(main);
