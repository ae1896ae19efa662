import { parentPort } from 'node:worker_threads';
import { makeCopy } from './copy.ts';
import { findMarks } from './find-marks.ts';
import type { CopyAnswer, FindAnswer, PdfMarksOrder } from './types.ts';

parentPort?.on('message', async (order: PdfMarksOrder) => {
  parentPort?.postMessage(await answer(order));
});
parentPort?.postMessage('ready');

async function answer(order: PdfMarksOrder): Promise<CopyAnswer | FindAnswer> {
  try {
    return await (order.kind === 'copy' ? makeCopy(order) : findMarks(order.source));
  } catch (error) {
    return { ok: false, reason: 'damaged', detail: String(error) };
  }
}
