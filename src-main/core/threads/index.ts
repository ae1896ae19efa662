export { type Answered, type NoAnswer, PdfThread, type ThreadLimits } from './pdf-thread.ts';
export {
  type PagedLimits,
  type PagedRead,
  type PagedReason,
  readPaged,
} from './read-paged.ts';
export { requireGoingOn, runOnce, type StopFlag, stopFlag } from './run-once.ts';
export { servePages } from './serve-pages.ts';
