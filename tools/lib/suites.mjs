import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inProject, programNode } from './project.mjs';
import { run } from './run.mjs';

const RESULTS = inProject('test-results');
const UNIT_MS = 12 * 60_000;
const E2E_MS = 30 * 60_000;

/** Runs the unit tests; resolves `{ passed, failed, skipped }`. */
export async function runUnitTests() {
  const file = resultFile('vitest.json');
  const args = [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=dot'];
  args.push('--reporter=json', `--outputFile.json=${file}`);
  const { code, timedOut } = await run(programNode(), args, { say: true, timeoutMs: UNIT_MS });
  return counted(code, timedOut, file, vitestCounts);
}

/** Runs the specs on every shell that is here; resolves `{ passed, failed, skipped }`. */
export async function runSpecs(chromium) {
  const file = resultFile('playwright.json');
  const args = [inProject('node_modules', 'playwright', 'cli.js'), 'test', '--reporter=line,json'];
  const env = { CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const { code, timedOut } = await run(programNode(), args, { say: true, timeoutMs: E2E_MS, env });
  return counted(code, timedOut, file, playwrightCounts);
}

function resultFile(name) {
  mkdirSync(RESULTS, { recursive: true });
  const path = inProject('test-results', name);
  rmSync(path, { force: true });
  return path;
}

/** A runner that failed without naming a failed test has failed as one. */
function counted(code, timedOut, file, read) {
  if (timedOut) console.error('\nThese tests took longer than they may, and were ended.');
  const counts = readCounts(file, read);
  if ((code !== 0 || timedOut) && counts.failed === 0) counts.failed = 1;
  return counts;
}

function readCounts(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** The sum of several counts. */
export function totals(results) {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** The last line of a run (START-3). */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Vitest's report as counts; a file that could not be loaded has failed, too. */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** Playwright's report as counts; a flaky spec failed once and is not hidden. */
export function playwrightCounts({ stats, errors = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
