import { contextBridge, ipcRenderer } from 'electron';
import { MENU, MENU_ACT, PORT, REQUEST_PORT } from './ports.ts';

/** The page's whole reach into Electron: a port to the core, and the application menu. */
contextBridge.exposeInMainWorld('offprintShell', {
  kind: 'electron',
  requestPort: () => ipcRenderer.send(REQUEST_PORT),
  setMenu: (model: unknown) => ipcRenderer.send(MENU, model),
});

ipcRenderer.on(PORT, (event) => {
  // A port cannot pass the context bridge; the page's own window carries it over.
  window.postMessage({ type: PORT }, '*', event.ports);
});

ipcRenderer.on(MENU_ACT, (_event, id: unknown) => {
  window.postMessage({ type: MENU_ACT, id }, '*');
});
