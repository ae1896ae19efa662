import * as pdfjs from 'pdfjs-dist';
import workerSrc from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import 'pdfjs-dist/web/pdf_viewer.css';
import { type Opening, VIEWER_SCALE } from './open.ts';

pdfjs.GlobalWorkerOptions.workerSrc = workerSrc;
// The component takes the library from here, as in its maker's own examples.
Object.assign(globalThis, { pdfjsLib: pdfjs });

const container = document.querySelector<HTMLDivElement>('#container');
const assets = new URL('/pdfjs/', location.href).href;

globalThis.openPdf = async (url: string): Promise<Opening> => {
  const { EventBus, PDFLinkService, PDFViewer } = await import('pdfjs-dist/web/pdf_viewer.mjs');
  const start = performance.now();
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({ eventBus });
  container!.replaceChildren(
    Object.assign(document.createElement('div'), { className: 'pdfViewer' }),
  );
  const viewer = new PDFViewer({ container: container!, eventBus, linkService });
  linkService.setViewer(viewer);
  const first = (event: string): Promise<void> =>
    new Promise((resolve) => {
      eventBus.on(event, ({ pageNumber }: { pageNumber: number }) => pageNumber === 1 && resolve());
    });
  eventBus.on('pagesinit', () => {
    viewer.currentScaleValue = String(VIEWER_SCALE);
  });
  const ready = Promise.all([first('pagerendered'), first('textlayerrendered')]);
  const task = pdfjs.getDocument({
    url,
    wasmUrl: `${assets}wasm/`,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    iccUrl: `${assets}iccs/`,
  });
  const pdf = await task.promise;
  viewer.setDocument(pdf);
  linkService.setDocument(pdf);
  await ready;
  const elapsed = performance.now() - start;
  const width = container!.querySelector('canvas')?.width ?? 0;
  viewer.cleanup();
  await task.destroy();
  return { elapsed, width };
};
