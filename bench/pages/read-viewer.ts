import * as pdfjs from 'pdfjs-dist';
import workerSrc from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import 'pdfjs-dist/web/pdf_viewer.css';
import type { EventBus, PDFFindController } from 'pdfjs-dist/web/pdf_viewer.mjs';
import type { Found } from './acts.ts';
import { VIEWER_SCALE } from './open.ts';
import { bytesInPage, measured, type Reading } from './reading.ts';
import { frame } from './scrolling.ts';

pdfjs.GlobalWorkerOptions.workerSrc = workerSrc;
Object.assign(globalThis, { pdfjsLib: pdfjs });

const container = document.querySelector<HTMLDivElement>('#container')!;
const assets = new URL('/pdfjs/', location.href).href;

/** What the official viewer waits for after a notch of the wheel, milliseconds. */
const DRAWING_DELAY = 400;

/** The state in which the find controller tells that something was found. */
const FOUND = 0;

async function find(
  eventBus: EventBus,
  controller: PDFFindController,
  { word, pages }: { readonly word: string; readonly pages: number },
): Promise<Found> {
  const start = performance.now();
  let first = 0;
  const onState = ({ state }: { state: number }) => {
    if (first === 0 && state === FOUND) first = performance.now() - start;
  };
  eventBus.on('updatefindcontrolstate', onState);
  eventBus.dispatch('find', {
    source: globalThis,
    type: '',
    query: word,
    caseSensitive: false,
    entireWord: false,
    highlightAll: true,
    findPrevious: false,
    matchDiacritics: false,
  });
  const matches = (): number[][] => (controller.pageMatches ?? []) as number[][];
  const looked = () => Object.keys(matches()).length;
  do await frame();
  while (first === 0 || looked() < pages);
  eventBus.off('updatefindcontrolstate', onState);
  const hits = matches().reduce((sum, page) => sum + page.length, 0);
  return { first, all: performance.now() - start, hits };
}

async function open(url: string): Promise<Reading> {
  const { EventBus, PDFFindController, PDFLinkService, PDFViewer } = await import(
    'pdfjs-dist/web/pdf_viewer.mjs'
  );
  const start = performance.now();
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({ eventBus });
  const findController = new PDFFindController({ eventBus, linkService });
  container.replaceChildren(
    Object.assign(document.createElement('div'), { className: 'pdfViewer' }),
  );
  const ending = new AbortController();
  // Its types leave the signal out.
  const options = { container, eventBus, linkService, findController, abortSignal: ending.signal };
  const viewer = new PDFViewer(options);
  linkService.setViewer(viewer);
  const waiting = new Map<number, () => void>();
  let openedIn = 0;
  eventBus.on('pagerendered', ({ pageNumber }: { pageNumber: number }) => {
    openedIn ||= performance.now() - start;
    waiting.get(pageNumber - 1)?.();
  });
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
  const canvasesOf = (page: number) => [...(elements[page]?.querySelectorAll('canvas') ?? [])];
  const drawn = (page: number): boolean =>
    canvasesOf(page).some(({ hidden, width }) => !hidden && width > 0);
  const sharp = (page: number): Promise<void> =>
    drawn(page) ? Promise.resolve() : new Promise((resolve) => waiting.set(page, resolve));
  await sharp(0);
  return {
    scroller: container,
    pages: pdf.numPages,
    openedIn,
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
    // A page's own element has a border.
    pageInSight: (page) => ({
      element: elements[page]!.querySelector<HTMLElement>('.canvasWrapper') ?? elements[page]!,
      // A page that is drawn anew has its former canvas below.
      width: Math.max(0, ...canvasesOf(page).map(({ width }) => width)),
    }),
    zoom: (scaleFactor, { x, y }) =>
      viewer.updateScale({ drawingDelay: DRAWING_DELAY, scaleFactor, origin: [x, y] }),
    find: (word) => find(eventBus, findController, { word, pages: pdf.numPages }),
    canvasBytes: bytesInPage,
    close: async () => {
      viewer.setDocument(null as never);
      linkService.setDocument(null);
      findController.setDocument(null as never);
      ending.abort();
      container.replaceChildren();
      await task.destroy();
    },
  };
}

globalThis.reading = measured(open);
