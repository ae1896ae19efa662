import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';
import { startElectronShell } from './shell.ts';
import { electronStandIn } from './stand-in.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-electron-'));
  mkdirSync(join(dir, 'renderer'));
  writeFileSync(join(dir, 'renderer/index.html'), '<title>Offprint</title>');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function start(platform: NodeJS.Platform = 'linux', electron = electronStandIn()) {
  const printed: string[] = [];
  startElectronShell(electron.api, {
    launch: {
      dataDir: join(dir, 'data'),
      demo: false,
      open: true,
      port: null,
      origins: { huggingFace: 'https://a', arxiv: 'https://b', arxivPdf: 'https://c' },
    },
    version: '0.1.0',
    paths: { core: '/core.js', preload: '/preload.cjs', renderer: join(dir, 'renderer') },
    demo: null,
    platform,
    print: (line) => printed.push(line),
  });
  await turn();
  return { ...electron, printed };
}

async function started(platform: NodeJS.Platform = 'linux') {
  const electron = await start(platform);
  electron.processes[0]!.says({
    type: 'outcome',
    outcome: 'started',
    pdfDir: join(dir, 'data', 'pdf'),
  });
  return electron;
}

test('[START-2] the core starts, then the window shows the interface over our scheme', async () => {
  const electron = await start();
  expect(electron.schemes.map(({ scheme }) => scheme)).toEqual(['offprint-app']);
  expect(electron.processes[0]!.told[0]!.message).toMatchObject({
    type: 'start',
    order: { dataDir: join(dir, 'data'), demo: false, canOpenDemo: false, version: '0.1.0' },
  });
  expect(electron.windows).toEqual([]);
  electron.processes[0]!.says({ type: 'outcome', outcome: 'started', pdfDir: join(dir, 'pdf') });
  expect(electron.windows[0]!.done).toContain('load offprint-app://interface/?window=main');
  const answer = await electron.handlers.get('offprint-app')!(
    new Request('offprint-app://interface/'),
  );
  expect(await answer.text()).toContain('Offprint');
  expect(electron.printed).toHaveLength(1);
});

test('[START-5] one profile and one instance per data folder', async () => {
  const first = await started();
  expect(first.app.done).toContain(`setPath userData ${join(dir, 'data', 'electron')}`);
  first.app.emit('second-instance');
  expect(first.windows).toHaveLength(1);
  expect(first.windows[0]!.done.slice(-2)).toEqual(['show', 'focus']);
  const electron = electronStandIn();
  electron.app.isFirst = false;
  const second = await start('linux', electron);
  expect(second.app.done).toContain('quit');
  expect(second.processes).toEqual([]);
});

test('[START-5] where the browser shell holds the folder, its link is opened instead', async () => {
  const electron = await start();
  const link = 'http://127.0.0.1:4000/?token=t';
  electron.processes[0]!.says({ type: 'outcome', outcome: 'elsewhere', link });
  await turn();
  expect(electron.opened).toEqual([link]);
  expect(electron.printed).toEqual([`Offprint is running at ${link}`]);
  expect(electron.windows).toEqual([]);
  expect(electron.app.done).not.toContain('gone');
  electron.processes[0]!.emit('exit', 0);
  await turn();
  expect(electron.app.done).toContain('gone');
});

test('[START-5] the link is told, and the program ends, where no browser can be opened', async () => {
  const standIn = electronStandIn();
  standIn.api.shell.openExternal = () => Promise.reject(new Error('no browser'));
  const electron = await start('linux', standIn);
  electron.processes[0]!.says({
    type: 'outcome',
    outcome: 'elsewhere',
    link: 'http://127.0.0.1:4000/',
  });
  await turn();
  expect(electron.printed).toHaveLength(1);
  expect(electron.app.done).toContain('quit');
});

test('[START-5] a program that is still starting opens no window on nothing', async () => {
  const electron = await start('darwin');
  electron.app.emit('activate');
  electron.app.emit('second-instance');
  expect(electron.windows).toEqual([]);
});

test('a folder that cannot be used is told in a sentence', async () => {
  const electron = await start();
  electron.processes[0]!.says({
    type: 'outcome',
    outcome: 'failed',
    reason: 'disk-full',
    detail: '',
    trouble: null,
    notHelped: null,
  });
  expect(electron.errors[0]).toContain(`The disk that holds ${join(dir, 'data')} is full`);
  expect(electron.app.done).toContain('exit 1');
  writeFileSync(join(dir, 'data2'), '');
  rmSync(join(dir, 'data'), { recursive: true });
  writeFileSync(join(dir, 'data'), '');
  const other = await start();
  expect(other.errors[0]).toContain(`data folder ${join(dir, 'data')}`);
});

test('[SAFE-1] a window gets its port through the broker, a stranger does not', async () => {
  const electron = await started();
  const { webContents } = electron.windows[0]!;
  electron.ipcMain.emit('offprint:request-port', {
    sender: webContents,
    senderFrame: webContents.mainFrame,
  });
  expect(webContents.mainFrame.posted).toHaveLength(1);
  expect(electron.processes[0]!.toldTypes).toEqual(['start', 'port']);
  electron.ipcMain.emit('offprint:request-port', {
    sender: {},
    senderFrame: webContents.mainFrame,
  });
  expect(electron.processes[0]!.toldTypes).toEqual(['start', 'port']);
});

test('after a crash of the core the windows stay', async () => {
  const electron = await started();
  electron.processes[0]!.emit('exit', 139);
  await expect.poll(() => electron.processes.length).toBe(2);
  electron.processes[1]!.says({ type: 'outcome', outcome: 'started', pdfDir: join(dir, 'pdf') });
  expect(electron.windows).toHaveLength(1);
});

test('[MARK-4] quitting waits for the core', async () => {
  const electron = await started();
  electron.windows[0]!.close();
  expect(electron.processes[0]!.toldTypes.at(-1)).toBe('close');
  expect(electron.app.done).not.toContain('gone');
  electron.processes[0]!.emit('exit', 0);
  await turn();
  expect(electron.app.done.at(-1)).toBe('gone');
});

test.each(['linux', 'darwin'] as const)(
  '[MARK-4] on %s a quit that a window holds back goes on when it has saved',
  async (platform) => {
    const electron = await started(platform);
    electron.windows[0]!.webContents.refuses = true;
    electron.app.quit();
    expect(electron.processes[0]!.toldTypes).not.toContain('close');
    electron.windows[0]!.webContents.refuses = false;
    await expect.poll(() => electron.processes[0]!.toldTypes.at(-1)).toBe('close');
    electron.processes[0]!.emit('exit', 0);
    await turn();
    expect(electron.app.done.at(-1)).toBe('gone');
  },
);

test('on a Mac the program stays without windows, and opens one when it is called', async () => {
  const electron = await started('darwin');
  electron.windows[0]!.close();
  expect(electron.app.done).not.toContain('quit');
  electron.app.emit('activate');
  expect(electron.windows).toHaveLength(2);
});

test.each(['linux', 'darwin', 'win32'] as const)('the menu on %s', (platform) => {
  let opened = 0;
  const template = menuTemplate(platform, () => {
    opened += 1;
  });
  const file = template.find(({ label }) => label === 'File')!;
  const [newWindow] = file.submenu as { label: string; click(): void }[];
  expect(newWindow!.label).toBe('New Window');
  newWindow!.click();
  expect(opened).toBe(1);
  expect(template.map(({ role }) => role)).toContain('editMenu');
  expect(template[0]!.role === 'appMenu').toBe(platform === 'darwin');
});

const trouble = {
  reason: 'database-damaged',
  dataDir: '/d',
  newestBackup: { name: 'b.sqlite', at: Date.UTC(2026, 10, 20, 12), bytes: 1 },
  waysOut: ['restore-newest', 'start-empty', 'try-again'],
} as const;
const damaged = {
  type: 'outcome',
  outcome: 'failed',
  reason: 'database-damaged',
  detail: '',
  trouble,
  notHelped: null,
} as const;

test('[BACK-1] a damaged library is told in a dialog, and the way out that is chosen is gone', async () => {
  const electron = await start();
  electron.answers.push(0, 1);
  electron.processes[0]!.says(damaged);
  await turn();
  expect(electron.questions[0]).toMatchObject({
    message: `The library in ${join(dir, 'data')} is damaged. It was left as it is.`,
    buttons: ['Restore Backup', 'Start Empty', 'Try Again', 'Quit'],
    cancelId: 3,
  });
  expect(electron.questions[0]!.detail).toContain('20 November 2026');
  const told = () => electron.processes[0]!.told.at(-1)!.message;
  expect(told()).toEqual({ type: 'recover', wayOut: 'restore-newest' });
  electron.processes[0]!.says({ ...damaged, notHelped: 'disk-full' });
  await turn();
  expect(electron.questions[1]!.message).toMatch(/^That did not help\./);
  expect(told()).toEqual({ type: 'recover', wayOut: 'start-empty' });
  electron.processes[0]!.says({ type: 'outcome', outcome: 'started', pdfDir: join(dir, 'pdf') });
  expect(electron.windows).toHaveLength(1);
});

test('[BACK-1] closing that dialog ends the program and changes nothing', async () => {
  const electron = await start();
  electron.processes[0]!.says(damaged);
  await turn();
  expect(electron.processes[0]!.toldTypes).toEqual(['start', 'close']);
  electron.processes[0]!.emit('exit', 0);
  await turn();
  expect(electron.app.done.at(-1)).toBe('gone');
});

test('[ACC-1] the shell shows the menu that its page sends', async () => {
  const electron = await started();
  const [first] = electron.menus;
  expect(first?.map(({ role }) => role)).toContain('editMenu');
  const { webContents: sender } = electron.windows[0]!;
  const model = { menus: [{ id: 'file', title: 'Datei', sections: [] }], labels: LABELS };
  electron.ipcMain.emit('offprint:menu', { sender, senderFrame: sender.mainFrame }, model);
  expect(electron.menus.at(-1)?.[0]?.label).toBe('Datei');
  electron.ipcMain.emit('offprint:menu', { sender, senderFrame: null }, model);
  expect(electron.menus).toHaveLength(2);
});

const LABELS = Object.fromEntries(
  [
    ...['newWindow', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'reload'],
    ...['developerTools', 'fullScreen', 'window', 'minimize', 'close', 'quit'],
  ].map((name) => [name, name]),
);
