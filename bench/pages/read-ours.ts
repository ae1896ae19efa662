import { drawings, ReaderEngine, warmPdfWorker } from '../../src-renderer/reader/engine/index.ts';
import { smallPictures } from '../../src-renderer/reader/engine/small-pictures.ts';
import { DocumentText } from '../../src-renderer/reader/find/document-text.ts';
import { FindSession } from '../../src-renderer/reader/find/find-session.ts';
import { Jumps } from '../../src-renderer/reader/links/jumps.ts';
import type { OutlineSession } from '../../src-renderer/reader/outline/outline-session.ts';
import type { Found } from './acts.ts';
import { CSS_PIXELS_PER_POINT } from './open.ts';
import { measured, type Reading } from './reading.ts';

warmPdfWorker();

const container = document.querySelector<HTMLElement>('#container')!;

const canvasBytes = (): number => drawings.bytes + smallPictures.bytes;

/** "Find in document" as the reader has it; sections are not asked for. */
function finder(engine: ReaderEngine): FindSession {
  const outline = { sectionInSight: () => Promise.resolve(null) };
  return new FindSession({
    engine,
    texts: new DocumentText(engine),
    outline: outline as unknown as OutlineSession,
    jumps: new Jumps(engine),
    speak: () => {},
  });
}

function find(session: FindSession, word: string): Promise<Found> {
  session.setQuery('');
  const start = performance.now();
  let first = 0;
  return new Promise((resolve) => {
    const stop = session.state.subscribe(({ count, rank, isScanning }) => {
      if (first === 0 && rank > 0) first = performance.now() - start;
      if (isScanning || count === 0) return;
      stop();
      resolve({ first, all: performance.now() - start, hits: count });
    });
    if (session.isOpen) session.setQuery(word);
    else session.open(word);
  });
}

async function open(url: string): Promise<Reading> {
  const start = performance.now();
  const data = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const waiting = new Map<number, () => void>();
  let engine!: ReaderEngine;
  const pages = await new Promise<number>((resolve, reject) => {
    engine = new ReaderEngine(container, {
      data,
      zoom: CSS_PIXELS_PER_POINT,
      events: {
        onOpen: resolve,
        onFailure: (reason) => reject(new Error(reason)),
        onPainted: (page) => waiting.get(page)?.(),
      },
    });
  });
  const view = (page: number) => engine.mounted.find(({ index }) => index === page);
  const sharp = (page: number): Promise<void> =>
    view(page)?.canvas
      ? Promise.resolve()
      : new Promise((resolve) => {
          waiting.set(page, resolve);
        });
  await sharp(0);
  const openedIn = performance.now() - start;
  const session = finder(engine);
  return {
    scroller: engine.scroller,
    pages,
    openedIn,
    isDrawn: (y) =>
      engine.mounted.some(({ element, canvas, small }) => {
        const top = Number.parseFloat(element.style.top);
        const isHere = y >= top - 20 && y < top + Number.parseFloat(element.style.height) + 20;
        return isHere && (canvas !== null || small !== null);
      }),
    sharp,
    goTo: (page) => engine.goTo({ page, share: 0 }),
    pageInSight: (page) => {
      const { element, canvas } = view(page)!;
      return { element, width: canvas?.width ?? 0 };
    },
    zoom: (factor, { x, y }) =>
      engine.setZoom(engine.view!.zoom * factor, { clientX: x, clientY: y }),
    find: (word) => find(session, word),
    canvasBytes,
    close: async () => {
      session.destroy();
      await engine.destroy();
    },
  };
}

globalThis.reading = measured(open, canvasBytes);
