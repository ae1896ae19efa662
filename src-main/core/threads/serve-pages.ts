import { parentPort } from 'node:worker_threads';
import type { PageMessage } from './read-paged.ts';

/** Items of one message: a message is taken in by the other side in one go. */
const BATCH = 100;

/** In a thread that `readPaged` began: sends the head, then the items as they are asked for. */
export function servePages<Head, Item>(head: Head, items: readonly Item[]): void {
  let sent = 0;
  parentPort?.on('message', () => {
    const batch = items.slice(sent, sent + BATCH);
    sent += batch.length;
    const message: PageMessage<Item> = { items: batch, isLast: sent >= items.length };
    parentPort?.postMessage(message);
  });
  parentPort?.postMessage(head);
}
