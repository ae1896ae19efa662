import { type CollectionUpgrade, upgradeCollection } from '../sqlite/index.ts';
import type { Migration } from './types.ts';

type FileBefore = { readonly id: string; readonly url: string };
type FileAfter = FileBefore & { readonly origin: 'fetched' | 'own'; readonly name: string | null };

/** As version 2 of the library has it, whatever becomes of the schema later. */
const SCHEMA = {
  version: 1,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 240 },
    paperId: { type: 'string', maxLength: 240 },
    sha256: { type: 'string' },
    bytes: { type: 'number' },
    pages: { type: ['number', 'null'] },
    version: { type: ['number', 'null'] },
    url: { type: 'string' },
    storedAt: { type: 'number' },
    origin: { type: 'string' },
    name: { type: ['string', 'null'] },
  },
  required: ['id', 'paperId'],
  indexes: ['paperId'],
};

/** PDFs say where they are from, since users' own ones have nowhere to be fetched from again. */
export const originOfFiles: Migration = {
  to: 2,
  run: (connection) => {
    upgradeCollection<FileBefore, FileAfter>(connection, {
      database: 'library',
      collection: 'files',
      from: 0,
      // RxDB's type cannot express nullable properties.
      schema: SCHEMA as unknown as CollectionUpgrade<FileBefore, FileAfter>['schema'],
      convert: (file) => ({ ...file, origin: file.url === '' ? 'own' : 'fetched', name: null }),
    });
  },
};
