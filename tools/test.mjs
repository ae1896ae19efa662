#!/usr/bin/env node
import { ensureBuilt } from './lib/build.mjs';
import { runChecks } from './lib/checks.mjs';
import { findChromium, installChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Refusal, requireNode20, runMain, texts } from './lib/project.mjs';
import { closingLine, runSpecs, runUnitTests, totals } from './lib/suites.mjs';

const oneFailed = { passed: 0, failed: 1, skipped: 0 };

/** A step that cannot be done counts as one failure, and the others are still run. */
async function step(name, act) {
  process.stdout.write(`\n${name}\n`);
  try {
    return await act();
  } catch (error) {
    process.stdout.write(`FAILED  ${error instanceof Refusal ? error.message : error.stack}\n`);
    return oneFailed;
  }
}

async function specs() {
  await ensureBuilt();
  const chromium = findChromium() ?? (await installChromium());
  if (chromium === null) throw new Refusal(texts.noChromium);
  return runSpecs(chromium);
}

await runMain(async () => {
  requireNode20();
  await ensureInstalled();
  const results = [
    await step('Checks', runChecks),
    await step('Unit tests', runUnitTests),
    await step('End to end', specs),
  ];
  const total = totals(results);
  process.stdout.write(`\n${closingLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});
