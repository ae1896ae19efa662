import { ReaderEngine, warmPdfWorker } from '../../src-renderer/reader/engine/index.ts';
import { CSS_PIXELS_PER_POINT, type Opening } from './open.ts';

// As the program does at its start.
warmPdfWorker();

const container = document.querySelector<HTMLElement>('#container');

globalThis.openPdf = async (url: string): Promise<Opening> => {
  const start = performance.now();
  const data = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const waiting = new Set(['painted', 'text']);
  let engine: ReaderEngine | undefined;
  await new Promise<void>((resolve, reject) => {
    const arrived = (what: string, page: number): void => {
      if (page !== 0) return;
      waiting.delete(what);
      if (waiting.size === 0) resolve();
    };
    engine = new ReaderEngine(container!, {
      data,
      zoom: CSS_PIXELS_PER_POINT,
      events: {
        onPainted: (page) => arrived('painted', page),
        onText: (page) => arrived('text', page),
        onFailure: (reason) => reject(new Error(String(reason))),
      },
    });
  });
  const elapsed = performance.now() - start;
  const width = container!.querySelector('canvas')?.width ?? 0;
  await engine?.destroy();
  return { elapsed, width };
};
