import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WindowStandIn } from './stand-in.ts';
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts';
import { createWindows, windowOptions } from './windows.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'offprint-windows-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const unknownPlace: WindowState = { bounds: null, maximized: false };

function windowsOf(state: WindowState) {
  const made: WindowStandIn[] = [];
  const written: WindowState[] = [];
  const windows = createWindows({
    create: (options) => {
      made.push(new WindowStandIn(options));
      return made.at(-1) as never;
    },
    preload: '/preload.cjs',
    openExternal: () => {},
    isDark: () => false,
    readState: () => state,
    writeState: (place) => written.push(place),
  });
  return { windows, made, written };
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
  const { windows, made, written } = windowsOf({
    bounds: { x: 5, y: 6, width: 800, height: 600 },
    maximized: true,
  });
  windows.open();
  expect(made[0]!.options).toMatchObject({ x: 5, y: 6, width: 800, height: 600 });
  expect(made[0]!.options.show ?? true).toBe(true);
  expect(made[0]!.done).toEqual(['maximize', 'load offprint-app://interface/']);
  made[0]!.close();
  expect(written).toEqual([
    { bounds: { x: 10, y: 20, width: 900, height: 700 }, maximized: false },
  ]);
  expect(windows.all()).toEqual([]);
});

test('[START-5] coming to the front opens a window where none is left', () => {
  const { windows, made } = windowsOf(unknownPlace);
  windows.activate();
  windows.activate();
  expect(made).toHaveLength(1);
  expect(made[0]!.done.slice(-2)).toEqual(['show', 'focus']);
});

test('a further window does not hide the one before', () => {
  const { windows, made } = windowsOf({
    bounds: { x: 0, y: 0, width: 800, height: 600 },
    maximized: true,
  });
  windows.open();
  windows.open();
  expect(made[1]!.options.x).toBeGreaterThan(0);
  expect(made[1]!.done).not.toContain('maximize');
});

test('a place on a screen that is gone is forgotten', () => {
  const path = join(dir, 'profile', 'window.json');
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const state = { bounds: { x: 100, y: 100, width: 800, height: 600 }, maximized: false };
  writeWindowState(path, state);
  expect(readWindowState(path, screens)).toEqual(state);
  expect(readWindowState(path, [{ ...screens[0]!, x: 5_000 }]).bounds).toBeNull();
  for (const damaged of ['', '{}', '{"bounds":{"x":"1"}}', 'null', '[]']) {
    writeFileSync(path, damaged);
    expect(readWindowState(path, screens)).toEqual(unknownPlace);
  }
});
