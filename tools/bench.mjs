#!/usr/bin/env node
import { ensureBuilt } from './lib/build.mjs';
import { findChromium, installChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inProject, programNode, requireNode20, runMain } from './lib/project.mjs';
import { runProgram } from './lib/run.mjs';

await runMain(async (args) => {
  requireNode20();
  await ensureInstalled();
  await ensureBuilt();
  const chromium = findChromium() ?? (await installChromium());
  const env = chromium === null ? {} : { CHROME_PATH: chromium };
  return runProgram(programNode(), [inProject('bench', 'main.ts'), ...args], {
    env,
    channel: false,
  });
});
