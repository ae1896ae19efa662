import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WindowStandIn } from './stand-in.ts';
import { type KeptWindow, readWindowStates, writeWindowStates } from './window-state.ts';
import { createWindows, windowOptions } from './windows.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-windows-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const unknownPlace = { bounds: null, maximized: false };
const place = { x: 5, y: 6, width: 800, height: 600 };
/** Where the stand-in of a window says that it is. */
const at = { bounds: { x: 10, y: 20, width: 900, height: 700 }, maximized: false };

function windowsOf(states: readonly KeptWindow[]) {
  const made: WindowStandIn[] = [];
  const written: (readonly KeptWindow[])[] = [];
  const windows = createWindows({
    create: (options) => {
      made.push(new WindowStandIn(options));
      return made.at(-1) as never;
    },
    preload: '/preload.cjs',
    openExternal: () => {},
    isDark: () => false,
    readStates: () => states,
    writeStates: (all) => written.push(all),
  });
  const ids = () => written.at(-1)?.map(({ id }) => id);
  const loaded = () =>
    made.map(({ done }) => done.find((act) => act.startsWith('load '))?.slice('load '.length));
  return { windows, made, written, ids, loaded };
}

test('[SAFE-1] a window’s page is sandboxed, isolated and without Node', () => {
  const options = windowOptions({ preload: '/preload.cjs', isDark: () => true }, unknownPlace);
  expect(options.webPreferences).toMatchObject({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
  });
});

test('a dark desktop sees no flash of white', () => {
  const background = (dark: boolean) =>
    windowOptions({ preload: '', isDark: () => dark }, unknownPlace).backgroundColor;
  expect(background(true)).not.toBe(background(false));
});

test('a window shows our page, and its place is remembered', () => {
  const { windows, made, written } = windowsOf([{ id: 'one', bounds: place, maximized: true }]);
  windows.restore();
  expect(made[0]!.options).toMatchObject(place);
  expect(made[0]!.options.show ?? true).toBe(true);
  expect(made[0]!.done).toEqual(['maximize', 'load offprint-app://interface/?window=one']);
  made[0]!.close();
  expect(written.at(-1)).toEqual([{ id: 'one', ...at }]);
  expect(windows.all()).toEqual([]);
});

test('[READ-1] all windows that were open at the end come back, those closed before do not', () => {
  const { windows, made, ids, loaded } = windowsOf([]);
  windows.restore();
  expect(loaded()).toEqual(['offprint-app://interface/?window=main']);
  windows.open();
  windows.open();
  const [first, second, third] = ids()!;
  expect(new Set([first, second, third]).size).toBe(3);
  made[1]!.close();
  expect(ids()).toEqual([first, third]);
  windows.keepAll();
  made[0]!.close();
  made[2]!.close();
  expect(ids()).toEqual([first, third]);

  const again = windowsOf([first!, third!].map((id) => ({ id, ...at })));
  again.windows.restore();
  const addressed = (id: string | undefined) => `offprint-app://interface/?window=${id}`;
  expect(again.loaded()).toEqual([first, third].map(addressed));
});

test('[READ-1] the last window is there again, although it was closed by itself', () => {
  const { windows, made, ids } = windowsOf([]);
  windows.restore();
  const last = ids();
  made[0]!.close();
  expect(ids()).toEqual(last);
  windows.activate();
  expect(made).toHaveLength(2);
  expect(ids()).toEqual(last);
});

test('[READ-1] a page opens a window on a paper, and never the same window twice', () => {
  const { windows, made, loaded } = windowsOf([]);
  windows.restore();
  const ask = (query: string) =>
    made[0]!.webContents.windowOpenHandler!({ url: `offprint-app://interface/?${query}` });
  expect(ask('window=w1&paper=arxiv%3A2611.1')).toEqual({ action: 'deny' });
  expect(loaded()[1]).toBe('offprint-app://interface/?window=w1&paper=arxiv%3A2611.1');
  ask('window=w1');
  expect(loaded()[2]).toMatch(/\?window=[\w-]{36}$/);
  ask('window=..%2Fw2');
  expect(loaded()[3]).toMatch(/\?window=[\w-]{36}$/);
  made[0]!.webContents.windowOpenHandler!({ url: 'offprint-app://other/?window=w9' });
  expect(made).toHaveLength(4);
});

test('[START-5] coming to the front opens a window where none is left', () => {
  const { windows, made } = windowsOf([]);
  windows.activate();
  windows.activate();
  expect(made).toHaveLength(1);
  expect(made[0]!.done.slice(-2)).toEqual(['show', 'focus']);
});

test('a further window does not hide the one before', () => {
  const { windows, made } = windowsOf([{ id: 'one', bounds: place, maximized: true }]);
  windows.restore();
  windows.open();
  expect(made[1]!.options.x).toBeGreaterThan(at.bounds.x);
  expect(made[1]!.done).not.toContain('maximize');
});

test('a place on a screen that is gone is forgotten, its window is not', () => {
  const path = join(dir, 'profile', 'windows.json');
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const states = [
    { id: 'one', bounds: { x: 100, y: 100, width: 800, height: 600 }, maximized: false },
    { id: 'two', ...unknownPlace },
  ];
  writeWindowStates(path, states);
  expect(readWindowStates(path, screens)).toEqual(states);
  const elsewhere = readWindowStates(path, [{ ...screens[0]!, x: 5_000 }]);
  expect(elsewhere).toEqual([{ id: 'one', ...unknownPlace }, states[1]]);
  for (const damaged of ['', '{}', '[{"id":"../x"}]', '[1]', 'null', '[]']) {
    writeFileSync(path, damaged);
    expect(readWindowStates(path, screens)).toEqual([]);
  }
  writeFileSync(path, '[{"id":"one","bounds":{"x":"1"}}]');
  expect(readWindowStates(path, screens)).toEqual([{ id: 'one', ...unknownPlace }]);
});
