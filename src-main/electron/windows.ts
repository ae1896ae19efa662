import { randomUUID } from 'node:crypto';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { closeWhenSaved } from './closing.ts';
import { guardContents } from './guards.ts';
import { INTERFACE_URL } from './scheme.ts';
import { isWindowId, type KeptWindow, type WindowState } from './window-state.ts';

/** What windows need of the system around them. */
export type WindowParts = {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  preload: string;
  openExternal(url: string): void;
  isDark(): boolean;
  readStates(): readonly KeptWindow[];
  writeStates(windows: readonly KeptWindow[]): void;
};

export type Windows = {
  /** Opens a new window. */
  open(): BrowserWindow;
  /** Opens the windows that were open at the last end, or a new one. */
  restore(): void;
  /** The program ends: windows that close from now on are opened again at the next start. */
  keepAll(): void;
  /** Brings a window to the front, opening one where there is none. */
  activate(): void;
  all(): readonly BrowserWindow[];
};

/** Shown until the interface has painted, so that a dark desktop sees no flash of white. */
const BACKGROUND = { light: '#ffffff', dark: '#17181a' };

const SIZE = { width: 1360, height: 860 };

/** Takes up what was left in another shell, which this one knows nothing of. */
const FIRST_WINDOW = 'main';

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

type Open = { readonly window: BrowserWindow; readonly id: string };

/** Keeps the windows of the program. */
export function createWindows(parts: WindowParts): Windows {
  const open: Open[] = [];
  const kept = new Map<string, KeptWindow>();
  let endsAll = false;
  const keep = (change: () => void): void => {
    change();
    parts.writeStates([...kept.values()]);
  };
  const show = (state: KeptWindow, paper: string | null): BrowserWindow => {
    const { id } = state;
    const window = parts.create(windowOptions(parts, state));
    open.push({ window, id });
    keep(() => kept.set(id, state));
    guardContents(window.webContents, parts.openExternal, (url) => openAsked(url));
    closeWhenSaved(window);
    if (state.maximized) window.maximize();
    window.on('close', () => keep(() => kept.set(id, stateOf(window, id))));
    window.on('closed', () => {
      open.splice(
        open.findIndex((one) => one.window === window),
        1,
      );
      // The last one stands for the program: it is there again when that is started again.
      if (!endsAll && open.length > 0) keep(() => kept.delete(id));
    });
    void window.loadURL(addressOf(id, paper));
    return window;
  };
  const openNew = (id: string = randomUUID(), paper: string | null = null): BrowserWindow =>
    show({ ...cascaded(lastPlace()), id }, paper);
  const lastPlace = (): WindowState => {
    const last = open.at(-1);
    return last ? stateOf(last.window, last.id) : { bounds: null, maximized: false };
  };
  const openAsked = (url: string): void => {
    const { searchParams } = new URL(url);
    const id = searchParams.get('window') ?? '';
    const isFree = isWindowId(id) && !open.some((one) => one.id === id);
    openNew(isFree ? id : randomUUID(), searchParams.get('paper'));
  };
  const restore = (): void => {
    const states = kept.size > 0 ? [...kept.values()] : parts.readStates();
    for (const state of states) show(state, null);
    if (states.length === 0) openNew(FIRST_WINDOW);
  };
  const activate = (): void => {
    if (open.length === 0) restore();
    const window = open.at(-1)!.window;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const keepAll = (): void => {
    endsAll = true;
  };
  return {
    open: () => openNew(),
    ...{ restore, keepAll, activate },
    all: () => open.map(({ window }) => window),
  };
}

const stateOf = (window: BrowserWindow, id: string): KeptWindow => ({
  ...{ id, bounds: window.getNormalBounds(), maximized: window.isMaximized() },
});

/** The page of a window, which takes its id, and a paper to show, from its address. */
function addressOf(id: string, paper: string | null): string {
  const query = new URLSearchParams({ window: id, ...(paper === null ? {} : { paper }) });
  return `${INTERFACE_URL}?${query}`;
}

/** A further window does not hide the one before. */
function cascaded({ bounds }: WindowState): WindowState {
  if (bounds === null) return { bounds, maximized: false };
  return { bounds: { ...bounds, x: bounds.x + CASCADE, y: bounds.y + CASCADE }, maximized: false };
}
