import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import type { Launcher } from './launcher.ts';
import { paths } from './paths.ts';

/**
 * The Electron shell. On Linux Playwright starts it without Chromium's sandbox, which needs a
 * kernel that allows it; what a page may reach is bounded by the windows' options all the same.
 * `OFFPRINT_TEST_ELECTRON` is its program, set by the configuration.
 */
export const electronLauncher: Launcher = {
  async launch({ dataDir, env }) {
    const app = await _electron.launch({
      executablePath: process.env.OFFPRINT_TEST_ELECTRON,
      args: [paths.root, '--data-dir', dataDir],
      env: { ...(process.env as Record<string, string>), ...env },
    });
    const page = await app.firstWindow();
    return {
      page,
      close: () => app.close(),
      async killCore() {
        const { pid } = JSON.parse(readFileSync(join(dataDir, 'core.json'), 'utf8'));
        process.kill(pid, 'SIGKILL');
      },
    };
  },
};
