export { copyName, EXPORT_FOLDER, exportFile } from './export-file.ts';
export { Exports, type ExportsOptions } from './exports.ts';
export type { ArchiveFailure, ArchiveReason } from './failure.ts';
export { isArchive } from './format.ts';
export { type ArchiveImport, type ImportContext, importArchive } from './import-archive.ts';
export { type AnyDocument, mergeDocument } from './merge-document.ts';
export { importArchiveFile } from './report.ts';
