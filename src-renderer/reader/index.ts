export { warmPdfWorker } from './engine/index.ts';
export { Reader, ReaderStatus } from './reader.tsx';
