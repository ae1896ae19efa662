import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron';
import packageJson from '../../package.json' with { type: 'json' };
import { parseLaunchOptions } from '../core/index.ts';
import { startElectronShell } from './shell.ts';
import { electronTexts } from './texts.ts';

const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  utilityProcess,
};

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The program without its own path, which an unpackaged Electron is told. */
const ownArgs = app.isPackaged ? [] : [app.getAppPath()];

const launch = parseLaunchOptions(process.argv.slice(1), {
  env: process.env,
  platform: process.platform,
  lenient: true,
});

if (launch.ok) {
  const { options } = launch;
  startElectronShell(electron, {
    launch: options,
    version: packageJson.version,
    paths: {
      core: built('./core-process.js'),
      preload: built('../preload/preload.cjs'),
      renderer: built('../renderer'),
    },
    demo: options.demo
      ? null
      : {
          program: process.execPath,
          args: [...ownArgs, '--demo', '--data-dir', options.dataDir],
        },
    platform: process.platform,
    print: (line) => process.stdout.write(`${line}\n`),
  });
} else {
  process.stderr.write(`${electronTexts.badOption(launch.name)}\n`);
  app.exit(2);
}
