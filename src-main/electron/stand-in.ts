import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  MessageBoxOptions,
} from 'electron';
import type { FromCore, ToCore } from './core-messages.ts';
import type { ElectronApi } from './shell.ts';

/** For tests: the parts of Electron that the shell uses, recording what it is told. */

type Listener = (...args: never[]) => unknown;

function preventable() {
  const event = { prevented: false, preventDefault: () => (event.prevented = true) };
  return event;
}

/** A page as the main process sees it. */
export class ContentsStandIn extends EventEmitter {
  readonly mainFrame = new FrameStandIn('offprint-app://interface/', null);
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  /** Whether the page's `beforeunload` says no. */
  refuses = false;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  readonly sent: { channel: string; message: unknown }[] = [];
  send = (channel: string, message: unknown) => void this.sent.push({ channel, message });
  /** As before a close and a reload: a page that refuses stays, unless the shell overrules it. */
  mayUnload(): boolean {
    if (!this.refuses) return true;
    const event = preventable();
    this.emit('will-prevent-unload', event);
    return event.prevented;
  }
}

/** A frame of a page, and what was posted to it. */
export class FrameStandIn {
  readonly posted: { channel: string; ports: unknown[] }[] = [];
  readonly url: string;
  readonly parent: FrameStandIn | null;
  constructor(url: string, parent: FrameStandIn | null) {
    this.url = url;
    this.parent = parent;
  }
  postMessage(channel: string, _message: unknown, ports: unknown[]): void {
    this.posted.push({ channel, ports });
  }
}

export class WindowStandIn extends EventEmitter {
  readonly webContents = new ContentsStandIn();
  readonly done: string[] = [];
  readonly options: BrowserWindowConstructorOptions;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  loadURL = async (url: string) => void this.done.push(`load ${url}`);
  show = () => void this.done.push('show');
  focus = () => void this.done.push('focus');
  restore = () => void this.done.push('restore');
  maximize = () => void this.done.push('maximize');
  isMinimized = () => false;
  isMaximized = () => false;
  getNormalBounds = () => ({ x: 10, y: 20, width: 900, height: 700 });
  isDestroyed = () => this.done.includes('closed');
  close(): void {
    if (this.isDestroyed()) throw new Error('Object has been destroyed');
    this.emit('close');
    if (this.webContents.mayUnload()) this.end();
  }
  destroy(): void {
    this.done.push('destroy');
    this.end();
  }
  private end(): void {
    this.done.push('closed');
    this.emit('closed');
  }
}

/** The core's process: what it was told, and a way to speak for it. */
export class ProcessStandIn extends EventEmitter {
  readonly told: { message: ToCore; ports: unknown[] }[] = [];
  killed = false;
  postMessage(message: ToCore, ports: unknown[] = []): void {
    this.told.push({ message, ports });
  }
  says(message: FromCore): void {
    this.emit('message', message);
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 143);
    return true;
  }
  get toldTypes(): string[] {
    return this.told.map(({ message }) => message.type);
  }
}

class AppStandIn extends EventEmitter {
  readonly done: string[] = [];
  isFirst = true;
  setPath = (name: string, path: string) => void this.done.push(`setPath ${name} ${path}`);
  requestSingleInstanceLock = () => this.isFirst;
  whenReady = () => Promise.resolve();
  exit = (code: number) => void this.done.push(`exit ${code}`);
  private quitting = false;
  readonly open: WindowStandIn[] = [];
  /** As Electron does: a window that stays open ends the attempt. */
  quit = () => {
    this.done.push('quit');
    this.emit('before-quit');
    this.quitting = true;
    for (const window of [...this.open]) window.close();
    this.quitting = false;
    if (this.open.length > 0) return;
    const event = preventable();
    this.emit('will-quit', event);
    if (!event.prevented) this.done.push('gone');
  };
  opened(window: WindowStandIn): void {
    this.open.push(window);
    window.on('closed', () => {
      this.open.splice(this.open.indexOf(window), 1);
      if (this.open.length === 0 && !this.quitting) this.emit('window-all-closed');
    });
  }
}

/** A whole Electron, and all that a test may look at. */
export function electronStandIn() {
  const app = new AppStandIn();
  const windows: WindowStandIn[] = [];
  const processes: ProcessStandIn[] = [];
  const schemes: { scheme: string; privileges?: object }[] = [];
  const handlers = new Map<string, (request: Request) => Promise<Response>>();
  const opened: string[] = [];
  const errors: string[] = [];
  const questions: MessageBoxOptions[] = [];
  /** Buttons that the user presses, one for each question; then the one that cancels. */
  const answers: number[] = [];
  /** The application menus that were shown, the last one in force. */
  const menus: MenuItemConstructorOptions[][] = [];
  const ipcMain = new EventEmitter();
  const permission: Record<string, Listener> = {};
  const keep = (name: string) => (handler: Listener) => {
    permission[name] = handler;
  };
  const session = {
    protocol: {
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
        void handlers.set(scheme, handler),
      isProtocolHandled: (scheme: string) => handlers.has(scheme),
    },
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    on: (name: string, listener: Listener) => keep(name)(listener),
    webRequest: {
      onBeforeRequest: (_filter: object, handler: Listener) => keep('network')(handler),
    },
  };
  const api = {
    app,
    BrowserWindow: class extends WindowStandIn {
      static focused: WindowStandIn | null = null;
      static getFocusedWindow = () => this.focused;
      constructor(options: BrowserWindowConstructorOptions) {
        super(options);
        windows.push(this);
        app.opened(this);
      }
    },
    dialog: {
      showErrorBox: (_title: string, text: string) => void errors.push(text),
      showMessageBox: async (asked: MessageBoxOptions) => {
        questions.push(asked);
        return { response: answers.shift() ?? asked.cancelId ?? 0, checkboxChecked: false };
      },
    },
    ipcMain,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: MenuItemConstructorOptions[]) => void menus.push(menu),
    },
    MessageChannelMain: class {
      port1 = { name: 'the core’s end' };
      port2 = { name: 'the page’s end' };
    },
    nativeTheme: { shouldUseDarkColors: true },
    protocol: { registerSchemesAsPrivileged: (all: typeof schemes) => void schemes.push(...all) },
    safeStorage: {},
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: { defaultSession: session },
    shell: { openExternal: async (url: string) => void opened.push(url) },
    utilityProcess: {
      fork: () => {
        const child = new ProcessStandIn();
        processes.push(child);
        return child;
      },
    },
  } as unknown as ElectronApi;
  const told = { opened, errors, questions, menus };
  return { api, app, windows, processes, schemes, handlers, ...told, answers, ipcMain, permission };
}
