import * as pdfjs from 'pdfjs-dist';
import workerSrc from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import 'pdfjs-dist/web/pdf_viewer.css';
import { VIEWER_SCALE } from './open.ts';
import { measured, type Reading } from './reading.ts';

pdfjs.GlobalWorkerOptions.workerSrc = workerSrc;
Object.assign(globalThis, { pdfjsLib: pdfjs });

const container = document.querySelector<HTMLDivElement>('#container')!;
const assets = new URL('/pdfjs/', location.href).href;

async function open(url: string): Promise<Reading> {
  const { EventBus, PDFLinkService, PDFViewer } = await import('pdfjs-dist/web/pdf_viewer.mjs');
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({ eventBus });
  container.replaceChildren(
    Object.assign(document.createElement('div'), { className: 'pdfViewer' }),
  );
  const viewer = new PDFViewer({ container, eventBus, linkService });
  linkService.setViewer(viewer);
  const waiting = new Map<number, () => void>();
  eventBus.on('pagerendered', ({ pageNumber }: { pageNumber: number }) =>
    waiting.get(pageNumber - 1)?.(),
  );
  eventBus.on('pagesinit', () => {
    viewer.currentScaleValue = String(VIEWER_SCALE);
  });
  const task = pdfjs.getDocument({
    url,
    wasmUrl: `${assets}wasm/`,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    iccUrl: `${assets}iccs/`,
  });
  const pdf = await task.promise;
  const loaded = new Promise((resolve) => eventBus.on('pagesloaded', resolve));
  viewer.setDocument(pdf);
  linkService.setDocument(pdf);
  await loaded;
  const elements = [...container.querySelectorAll<HTMLElement>('.page')];
  const tops = elements.map(({ offsetTop }) => offsetTop);
  const drawn = (page: number): boolean => {
    const canvas = elements[page]?.querySelector('canvas');
    return canvas !== null && canvas !== undefined && !canvas.hidden && canvas.width > 0;
  };
  const sharp = (page: number): Promise<void> =>
    drawn(page) ? Promise.resolve() : new Promise((resolve) => waiting.set(page, resolve));
  await sharp(0);
  return {
    scroller: container,
    pages: pdf.numPages,
    isDrawn: (y) =>
      drawn(
        Math.max(
          0,
          tops.findLastIndex((top) => top <= y + 10),
        ),
      ),
    sharp,
    goTo: (page) => {
      container.scrollTop = tops[page]!;
    },
    close: async () => {
      viewer.cleanup();
      await task.destroy();
    },
  };
}

globalThis.reading = measured(open);
