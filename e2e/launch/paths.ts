import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** What the launchers start. */
export const paths = {
  root,
  browserShell: resolve(root, 'out/main/browser.js'),
  commandLine: resolve(root, 'out/main/cli.js'),
};
