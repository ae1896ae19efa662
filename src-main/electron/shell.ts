import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchOptions } from '../core/index.ts';
import { createFetchHandler } from '../core/index.ts';
import type { StartOutcome } from './core-messages.ts';
import { type CoreSupervisor, superviseCore } from './core-supervisor.ts';
import { openDemoProgram } from './demo-window.ts';
import { guardSession, isExternalLink } from './guards.ts';
import { answerHostCall } from './host-calls.ts';
import { createKeyStore } from './key-store.ts';
import { menuTemplate } from './menu.ts';
import { createPageMenu } from './page-menu.ts';
import { brokerPort, MENU, REQUEST_PORT } from './ports.ts';
import { PRIVILEGED, SCHEME, schemeHandler } from './scheme.ts';
import { electronTexts } from './texts.ts';
import { askWayOut } from './trouble-dialog.ts';
import { readWindowStates, writeWindowStates } from './window-state.ts';
import { createWindows, type Windows } from './windows.ts';

/** The parts of Electron that the shell uses; a test hands in a stand-in. */
export type ElectronApi = Pick<
  typeof import('electron'),
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeTheme'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'utilityProcess'
>;

export type ElectronShellOptions = {
  launch: LaunchOptions;
  version: string;
  /** Files of the build. */
  paths: { core: string; preload: string; renderer: string };
  /** The program and its arguments that start the demo; null in the demo itself. */
  demo: { program: string; args: string[] } | null;
  platform: NodeJS.Platform;
  print(line: string): void;
};

type Failed = Extract<StartOutcome, { outcome: 'failed' }>;
type Shell = { electron: ElectronApi; options: ElectronShellOptions; profile: string };

/** Joins Electron to the core and the interface. Called before the app is ready. */
export function startElectronShell(electron: ElectronApi, options: ElectronShellOptions): void {
  const { app, protocol } = electron;
  protocol.registerSchemesAsPrivileged([PRIVILEGED]);
  // One profile per data folder, and with it one instance (START-5) and one IndexedDB.
  const { dataDir } = options.launch;
  const profile = join(dataDir, 'electron');
  if (!makeFolder(profile)) {
    electron.dialog.showErrorBox(electronTexts.title, electronTexts.folderUnwritable(dataDir));
    app.exit(1);
    return;
  }
  app.setPath('userData', profile);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  void app.whenReady().then(() => run({ electron, options, profile }));
}

function makeFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

function run(parts: Shell): void {
  const { electron, options } = parts;
  const windows = makeWindows(parts);
  guardSession(electron.session.defaultSession);
  const core = superviseCore({
    fork: () =>
      electron.utilityProcess.fork(options.paths.core, [], { serviceName: 'offprint-core' }),
    order: {
      dataDir: options.launch.dataDir,
      demo: options.launch.demo,
      canOpenDemo: options.demo !== null,
      origins: options.launch.origins,
      version: options.version,
    },
    answer: makeHost(parts, windows),
    onOutcome: (outcome) => onOutcome(parts, windows, core, outcome),
    onGivenUp: () => giveUp(parts, electronTexts.crashed),
  });
  electron.ipcMain.on(REQUEST_PORT, (event) =>
    brokerPort(
      event,
      (sender) => windows.all().some((window) => window.webContents === sender),
      () => new electron.MessageChannelMain(),
      (port) => core.connect(port),
    ),
  );
  followPageMenus(parts, windows);
  endWithTheCore(parts, core, windows);
}

/** Each page says what its menu is; the one of the window in front is shown. */
function followPageMenus({ electron, options }: Shell, windows: Windows): void {
  const { app, BrowserWindow, ipcMain, Menu } = electron;
  const menu = createPageMenu({
    platform: options.platform,
    windows: () => windows.all(),
    focused: () => BrowserWindow.getFocusedWindow(),
    openWindow: () => void windows.open(),
    show: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
  });
  ipcMain.on(MENU, (event, model: unknown) => menu.take(event, model));
  app.on('browser-window-focus', (_event, window) => menu.focus(window));
}

function makeWindows({ electron, options, profile }: Shell): Windows {
  const state = join(profile, 'windows.json');
  const screens = () => electron.screen.getAllDisplays().map((display) => display.workArea);
  return createWindows({
    create: (windowOptions) => new electron.BrowserWindow(windowOptions),
    preload: options.paths.preload,
    openExternal: (url) => void openExternal(electron, url),
    isDark: () => electron.nativeTheme.shouldUseDarkColors,
    readStates: () => readWindowStates(state, screens()),
    writeStates: (all) => writeWindowStates(state, all),
  });
}

function makeHost({ electron, options, profile }: Shell, windows: Windows) {
  const secrets = createKeyStore(
    electron.safeStorage,
    join(profile, 'secrets.json'),
    options.platform,
  );
  const host = {
    secrets,
    activate: async () => {
      windows.activate();
      return { url: null };
    },
    openDemo: async () =>
      options.demo === null
        ? ({ ok: false, reason: 'not-supported' } as const)
        : openDemoProgram(options.demo.program, options.demo.args),
  };
  return (asked: Parameters<typeof answerHostCall>[1]) => answerHostCall(host, asked);
}

function onOutcome(
  parts: Shell,
  windows: Windows,
  core: CoreSupervisor,
  outcome: StartOutcome,
): void {
  const { electron } = parts;
  if (outcome.outcome === 'failed') void onFailure(parts, core, outcome);
  else if (outcome.outcome === 'elsewhere') void goElsewhere(parts, outcome.link);
  else if (!electron.session.defaultSession.protocol.isProtocolHandled(SCHEME))
    showInterface(parts, windows, outcome.pdfDir);
  // Else it started again after a crash: the windows are there and ask for a port by themselves.
}

async function onFailure(
  parts: Shell,
  core: CoreSupervisor,
  { reason, trouble, notHelped }: Failed,
): Promise<void> {
  const { electron, options } = parts;
  const sentence = failureSentence(reason, options.launch.dataDir);
  if (trouble === null) return giveUp(parts, sentence);
  const chosen = await askWayOut(electron.dialog, sentence, trouble, notHelped !== null);
  if (chosen === 'quit') electron.app.quit();
  else core.recover(chosen);
}

function showInterface({ electron, options }: Shell, windows: Windows, pdfDir: string): void {
  const { app, Menu, session } = electron;
  const handler = createFetchHandler({ interfaceDir: options.paths.renderer, pdfDir });
  // A handler belongs to a session; all windows are of the default one.
  session.defaultSession.protocol.handle(SCHEME, schemeHandler(handler));
  windows.restore();
  // Not before: a Mac activates a program as it starts, when there is no page to show.
  app.on('second-instance', () => windows.activate());
  app.on('activate', () => windows.activate());
  const openWindow = () => void windows.open();
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options.platform, openWindow)));
  options.print(electronTexts.running);
}

/** The browser shell holds the data folder: its link is shown there (START-5). */
async function goElsewhere({ electron, options }: Shell, link: string | null): Promise<void> {
  if (link !== null) {
    options.print(electronTexts.runningAt(link));
    if (options.launch.open && isExternalLink(link)) await openExternal(electron, link);
  }
  electron.app.quit();
}

/** Never rejects: where no program opens such links, nothing can be done. */
async function openExternal({ shell }: ElectronApi, url: string): Promise<void> {
  await shell.openExternal(url).catch(() => {});
}

function giveUp({ electron }: Shell, sentence: string): void {
  electron.dialog.showErrorBox(electronTexts.title, sentence);
  electron.app.exit(1);
}

function failureSentence(reason: Failed['reason'], dataDir: string): string {
  const sentences = {
    running: electronTexts.busy,
    'folder-unwritable': electronTexts.folderUnwritable,
    'disk-full': electronTexts.diskFull,
    'disk-error': electronTexts.diskError,
    'database-damaged': electronTexts.databaseDamaged,
    'database-missing': electronTexts.databaseMissing,
    'newer-version': electronTexts.newerVersion,
  };
  return sentences[reason](dataDir);
}

/** Windows close first and save through the core; then the core; then the program. */
function endWithTheCore(
  { electron, options }: Shell,
  core: CoreSupervisor,
  windows: Windows,
): void {
  const { app } = electron;
  let quitting = false;
  let closed = false;
  app.on('before-quit', () => {
    quitting = true;
    windows.keepAll();
  });
  app.on('window-all-closed', () => {
    if (quitting || options.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void core.close().then(() => {
      closed = true;
      app.quit();
    });
  });
}
