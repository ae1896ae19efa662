import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { closeWhenSaved } from './closing.ts';
import { guardContents } from './guards.ts';
import { INTERFACE_URL } from './scheme.ts';
import type { WindowState } from './window-state.ts';

/** What windows need of the system around them. */
export type WindowParts = {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  preload: string;
  openExternal(url: string): void;
  isDark(): boolean;
  readState(): WindowState;
  writeState(state: WindowState): void;
};

export type Windows = {
  open(): BrowserWindow;
  /** Brings a window to the front, opening one where there is none. */
  activate(): void;
  all(): readonly BrowserWindow[];
};

/** Shown until the interface has painted, so that a dark desktop sees no flash of white. */
const BACKGROUND = { light: '#ffffff', dark: '#17181a' };

const SIZE = { width: 1360, height: 860 };

/** How far a further window stands from the one before. */
const CASCADE = 24;

/** Options of every window; the page gets nothing that a web page would not have (SAFE-1). */
export function windowOptions(
  parts: Pick<WindowParts, 'preload' | 'isDark'>,
  state: WindowState,
): BrowserWindowConstructorOptions {
  return {
    ...SIZE,
    ...state.bounds,
    minWidth: 640,
    minHeight: 420,
    // Shown at once: on Wayland no `ready-to-show` comes from a window that was never shown.
    backgroundColor: parts.isDark() ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: parts.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      // Elsewhere than on a Mac its dictionaries are fetched from a server (SAFE-5).
      spellcheck: process.platform === 'darwin',
    },
  };
}

/** Keeps the windows of the program. */
export function createWindows(parts: WindowParts): Windows {
  const windows: BrowserWindow[] = [];
  const open = () => {
    const state = place(parts.readState(), windows.length);
    const window = parts.create(windowOptions(parts, state));
    windows.push(window);
    guardContents(window.webContents, parts.openExternal);
    closeWhenSaved(window);
    if (state.maximized) window.maximize();
    window.on('close', () =>
      parts.writeState({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
    );
    window.on('closed', () => windows.splice(windows.indexOf(window), 1));
    void window.loadURL(INTERFACE_URL);
    return window;
  };
  const activate = () => {
    const window = windows.at(-1) ?? open();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  return { open, activate, all: () => windows };
}

function place({ bounds, maximized }: WindowState, others: number): WindowState {
  if (bounds === null || others === 0) return { bounds, maximized };
  const step = others * CASCADE;
  return { bounds: { ...bounds, x: bounds.x + step, y: bounds.y + step }, maximized: false };
}
