import { contextBridge, ipcRenderer } from 'electron';
import { PORT, REQUEST_PORT } from './ports.ts';

/** The page's whole reach into Electron: it may ask for a port to the core. */
contextBridge.exposeInMainWorld('offprintShell', {
  kind: 'electron',
  requestPort: () => ipcRenderer.send(REQUEST_PORT),
});

ipcRenderer.on(PORT, (event) => {
  // A port cannot pass the context bridge; the page's own window carries it over.
  window.postMessage({ type: PORT }, '*', event.ports);
});
