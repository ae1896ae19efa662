import { defineConfig } from '@playwright/test';
import type { Shell } from './e2e/launch/index.ts';
import { findChromium } from './tools/lib/chromium.mjs';
import { findElectron, hasDisplay } from './tools/lib/electron.mjs';

const SMOKE = '**/electron-*.spec.ts';

const electron = hasDisplay() ? findElectron() : null;
if (electron) process.env.OFFPRINT_TEST_ELECTRON = electron;
// Workers read this file again; one line is enough.
else if (!process.env.TEST_WORKER_INDEX) console.log('skipped: no Electron runtime');

export default defineConfig<{ shell: Shell }>({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    viewport: { width: 1360, height: 860 },
    // Its pictures would cost every spec a tenth of its time.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'browser', use: { shell: 'browser' }, testIgnore: SMOKE },
    ...(electron ? [{ name: 'electron', use: { shell: 'electron' as const } }] : []),
  ],
});
