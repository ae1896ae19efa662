export { type OpenedPdf, openPdf } from './pdf-document.ts';
