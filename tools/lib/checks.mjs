import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inProject, programNode, root } from './project.mjs';
import { run } from './run.mjs';

const MAX_LINES = 400;
const PROJECTS = ['src-shared', 'src-main', 'src-renderer', 'e2e', 'bench'];
const CHECK_MS = 5 * 60_000;

const bin = (...path) => inProject('node_modules', ...path);

/** Every check: a name, and what runs it to `{ code, output }`. */
export const checks = [
  [
    'formatter and linter',
    () => node(bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', '.'),
  ],
  ...PROJECTS.map((project) => [`types of ${project}`, () => types(project)]),
  ['import rules', importRules],
  ['file lengths', fileLengths],
];

function node(...args) {
  return run(programNode(), args, {
    timeoutMs: CHECK_MS,
    env: { NO_COLOR: '1', FORCE_COLOR: '0' },
  });
}

function types(project) {
  return node(bin('typescript', 'bin', 'tsc'), '-p', project, '--pretty', 'false');
}

/** A checker that understood no file has checked nothing. */
async function importRules() {
  const cli = bin('dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const folders = ['src-main', 'src-shared', 'src-renderer', 'e2e'];
  const result = await node(cli, '--config', '.dependency-cruiser.cjs', ...folders);
  const cruised = Number(/(\d+) modules/.exec(result.output)?.[1] ?? 0);
  if (result.code !== 0 || cruised > 0) return result;
  return { code: 1, output: `${result.output}\nNo source was understood: nothing was checked.\n` };
}

async function fileLengths() {
  const folders = ['src-main', 'src-shared', 'src-renderer', 'e2e', 'bench', 'tools'];
  const long = folders.flatMap(sourcesIn).flatMap((path) => {
    const lines = readFileSync(path, 'utf8').split('\n').length - 1;
    return lines > MAX_LINES
      ? [`${relative(root, path)}: ${lines} lines, at most ${MAX_LINES}`]
      : [];
  });
  return { code: long.length === 0 ? 0 : 1, output: long.join('\n') };
}

function sourcesIn(folder) {
  return readdirSync(inProject(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|cjs|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Runs every check and prints a line for each; output only where one failed. */
export async function runChecks() {
  let failed = 0;
  for (const [name, check] of checks) {
    const startedAt = Date.now();
    const { code, output } = await check();
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)\n`);
    if (code === 0) continue;
    failed += 1;
    process.stdout.write(`${output.trimEnd()}\n`);
  }
  return { passed: checks.length - failed, failed, skipped: 0 };
}
