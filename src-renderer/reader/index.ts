export { warmPdfWorker } from './engine/index.ts';
export { Reader, ReaderStatus } from './reader.tsx';
export { readerCatalogue } from './reader-actions.ts';
