export { type Disk, hashOf, RESERVE_BYTES, realDisk, settle } from './disk.ts';
export { createFiles } from './files.ts';
export type { Identity } from './identify/index.ts';
export type { Held } from './ledger.ts';
export { newestFile } from './newest.ts';
export {
  createOwnPdfs,
  type KnownPdf,
  type OwnPaper,
  type OwnPdf,
  type OwnPdfReason,
  type OwnPdfResult,
  type OwnPdfs,
} from './own-pdfs.ts';
export { PART_FOLDER, PDF_FOLDER, pdfPath } from './paths.ts';
export { hasPdf, type PdfPlacing, type Placed, placePdf } from './place-pdf.ts';
export { Policies } from './policies.ts';
export { keptBytes } from './room.ts';
export { Shelf, type ShelfLibrary } from './shelf.ts';
export { reportStorage } from './storage.ts';
export { removeStrayParts } from './stray-parts.ts';
export {
  createTexts,
  type ExtractedPage,
  type HolderChanges,
  TEXT_FILE,
  type TextEntry,
  type Texts,
  type TextsStatus,
} from './text/index.ts';
export type { Files, FilesOptions, PdfSource, PendingPdf, StoredPdf } from './types.ts';
export { type FileProblem, type KnownFile, verifyFiles } from './verify.ts';
