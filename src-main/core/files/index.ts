export { createFiles } from './files.ts';
export { pdfPath } from './paths.ts';
export type { Files, FilesOptions, PdfSource, PendingPdf, StoredPdf } from './types.ts';
export { type FileProblem, type KnownFile, verifyFiles } from './verify.ts';
