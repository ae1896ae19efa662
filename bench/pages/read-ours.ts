import { ReaderEngine, warmPdfWorker } from '../../src-renderer/reader/engine/index.ts';
import { CSS_PIXELS_PER_POINT } from './open.ts';
import { measured, type Reading } from './reading.ts';

warmPdfWorker();

const container = document.querySelector<HTMLElement>('#container')!;

async function open(url: string): Promise<Reading> {
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
  const sharp = (page: number): Promise<void> => {
    const isThere = engine.mounted.some(({ index, canvas }) => index === page && canvas !== null);
    return isThere ? Promise.resolve() : new Promise((resolve) => waiting.set(page, resolve));
  };
  await sharp(0);
  return {
    scroller: engine.scroller,
    pages,
    isDrawn: (y) =>
      engine.mounted.some(({ element, canvas, small }) => {
        const top = Number.parseFloat(element.style.top);
        const isHere = y >= top - 20 && y < top + Number.parseFloat(element.style.height) + 20;
        return isHere && (canvas !== null || small !== null);
      }),
    sharp,
    goTo: (page) => engine.goTo({ page, share: 0 }),
    close: () => engine.destroy(),
  };
}

globalThis.reading = measured(open);
