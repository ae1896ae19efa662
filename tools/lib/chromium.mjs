import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { inProject, programNode } from './project.mjs';
import { run } from './run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

const PLACES = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) => {
    const folder = process.env[variable];
    if (!folder) return [];
    return [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ];
  }),
};

const PLAYWRIGHT_MS = 5 * 60_000;
const APT_MS = 5 * 60_000;

/** A Chromium that is here: CHROME_PATH, an installed one, else Playwright's; null where there is none. */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  return installed() ?? ofPlaywright();
}

function installed() {
  const folders = process.platform === 'win32' ? [] : (process.env.PATH ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const places = [...onPath, ...(PLACES[process.platform] ?? [])];
  return places.find((path) => existsSync(path)) ?? null;
}

function ofPlaywright() {
  const require = createRequire(inProject('package.json'));
  const path = require('@playwright/test').chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

/** Brings a Chromium: Playwright's, else the system's, where this user may install. */
export async function installChromium() {
  const cli = inProject('node_modules', 'playwright', 'cli.js');
  const fetched = await run(programNode(), [cli, 'install', 'chromium'], {
    say: true,
    timeoutMs: PLAYWRIGHT_MS,
  });
  if (fetched.code !== 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const options = { say: true, timeoutMs: APT_MS, env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-q'], options);
    await run('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'], options);
  }
  return findChromium();
}
