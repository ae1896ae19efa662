#!/usr/bin/env node
import { runChecks } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode20, runMain } from './lib/project.mjs';

await runMain(async () => {
  requireNode20();
  await ensureInstalled();
  const { failed } = await runChecks();
  return failed === 0 ? 0 : 1;
});
