#!/usr/bin/env node
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inProject, programNode, requireNode20, runMain } from './lib/project.mjs';
import { runProgram } from './lib/run.mjs';

await runMain(async (args) => {
  requireNode20();
  await ensureInstalled();
  await ensureBuilt();
  return runProgram(programNode(), [inProject('out', 'main', 'cli.js'), ...args], {
    channel: false,
  });
});
