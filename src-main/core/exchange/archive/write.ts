import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { examineArchive, type Tick } from './examine.ts';
import { ArchiveRefusal } from './failure.ts';
import {
  ARCHIVE_FORMAT,
  documentsName,
  type LibraryShape,
  MANIFEST,
  type Manifest,
  MIMETYPE,
  pdfName,
} from './format.ts';

/** What to write, and where. */
export type WriteOrder = {
  readonly dataDir: string;
  readonly library: LibraryShape;
  /** A path that is free; its folder is made. */
  readonly target: string;
  /** Version of the program. */
  readonly program: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** What was written; PDFs that are gone or damaged are left out. */
export type Written = {
  readonly bytes: number;
  readonly documents: number;
  readonly pdfs: number;
  readonly pdfsLeftOut: number;
};

/** Documents are handed on in blocks of about so many characters. */
const BLOCK = 64 * 1024;

/**
 * Writes every document of the library, as it is at this moment, and every PDF into a new archive,
 * reads it all again, and only then gives it its name. Throws an ArchiveRefusal, or what SQLite and
 * the file system throw, and leaves nothing then. For a worker.
 */
export async function writeArchive(order: WriteOrder, tick: Tick): Promise<Written> {
  const part = `${order.target}.part`;
  await mkdir(dirname(order.target), { recursive: true, mode: 0o700 });
  try {
    const { manifest, pdfsLeftOut } = await writeTo(part, order, tick);
    const { documents, pdfs } = await examineArchive(part, order.library, tick);
    if (pdfs !== manifest.pdfs.count) throw new ArchiveRefusal('damaged', 'PDFs are missing');
    const { size } = await stat(part);
    await settle(part, order.target);
    return { bytes: size, documents, pdfs, pdfsLeftOut };
  } finally {
    await rm(part, { force: true });
  }
}

type Made = { readonly manifest: Manifest; readonly pdfsLeftOut: number };

async function writeTo(path: string, order: WriteOrder, tick: Tick): Promise<Made> {
  const library = new DatabaseSync(join(order.dataDir, 'library.sqlite'), { readOnly: true });
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const done = pipeline(output, createWriteStream(path, { mode: 0o600 }));
  // Whichever of the two fails first ends both.
  const broken = new Promise<never>((_, reject) => zip.once('error', reject));
  try {
    library.exec('BEGIN');
    const made = await Promise.race([fill(zip, library, order, tick), broken, done.then(never)]);
    zip.end();
    await Promise.race([done, broken]);
    return made;
  } catch (error) {
    output.destroy(error as Error);
    await done.catch(() => {});
    throw error;
  } finally {
    broken.catch(() => {});
    library.close();
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}

async function fill(
  zip: ZipFile,
  library: DatabaseSync,
  order: WriteOrder,
  tick: Tick,
): Promise<Made> {
  const mtime = new Date(order.at);
  // Nothing between name and content, so that the file's first bytes tell what it is.
  const first = { compress: false, forceDosTimestamp: true, mtime };
  zip.addBuffer(Buffer.from(MIMETYPE), 'mimetype', first);
  const documents: Manifest['documents'] = {};
  for (const collection of order.library.collections)
    documents[collection] = await addDocuments(zip, library, collection, mtime, tick);
  const { pdfs, pdfsLeftOut } = await addPdfs(zip, library, order, tick);
  const manifest: Manifest = {
    kind: 'offprint-archive',
    format: ARCHIVE_FORMAT,
    libraryFormat: order.library.format,
    program: order.program,
    at: mtime.toISOString(),
    documents,
    pdfs,
  };
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), MANIFEST, { mtime });
  return { manifest, pdfsLeftOut };
}

async function addDocuments(
  zip: ZipFile,
  library: DatabaseSync,
  collection: string,
  mtime: Date,
  tick: Tick,
): Promise<{ count: number; sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  function* blocks(): Generator<Buffer> {
    let block = '';
    for (const line of documentLines(library, collection)) {
      tick();
      count += 1;
      block += `${line}\n`;
      if (block.length < BLOCK) continue;
      yield hashed(block);
      block = '';
    }
    if (block !== '') yield hashed(block);
  }
  const hashed = (block: string): Buffer => {
    const bytes = Buffer.from(block);
    hash.update(bytes);
    return bytes;
  };
  await add(zip, Readable.from(blocks(), { objectMode: false }), documentsName(collection), {
    mtime,
    compress: true,
  });
  return { count, sha256: hash.digest('hex') };
}

/** The documents of a collection as JSON, without what the storage keeps beside them. */
function* documentLines(library: DatabaseSync, collection: string): Generator<string> {
  const table = library.prepare(
    `SELECT name FROM rx_tables WHERE database = 'library' AND collection = ? AND removed = 0
      ORDER BY version DESC LIMIT 1`,
  );
  const name = table.get(collection)?.name;
  if (name === undefined) return;
  const sql = `SELECT data FROM "${name}" WHERE deleted = 0 ORDER BY sequence`;
  for (const { data } of library.prepare(sql).iterate()) {
    const { _rev, _meta, _deleted, _attachments, ...document } = JSON.parse(String(data));
    yield JSON.stringify(document);
  }
}

async function addPdfs(
  zip: ZipFile,
  library: DatabaseSync,
  { dataDir, at }: WriteOrder,
  tick: Tick,
): Promise<{ pdfs: Manifest['pdfs']; pdfsLeftOut: number }> {
  const hashes = new Set<string>();
  for (const line of documentLines(library, 'files')) hashes.add(JSON.parse(line).sha256);
  let count = 0;
  let bytes = 0;
  for (const sha256 of [...hashes].sort()) {
    const added = await addPdf(zip, dataDir, sha256, new Date(at), tick);
    if (added === null) continue;
    count += 1;
    bytes += added;
  }
  return { pdfs: { count, bytes }, pdfsLeftOut: hashes.size - count };
}

/** Its length in bytes; null where it is gone or is not what was stored. */
async function addPdf(
  zip: ZipFile,
  dataDir: string,
  sha256: string,
  mtime: Date,
  tick: Tick,
): Promise<number | null> {
  const name = pdfName(sha256);
  const file = await open(join(dataDir, name), 'r').catch(() => null);
  if (file === null) return null;
  try {
    if ((await hashOf(file, tick)) !== sha256) return null;
    const { size } = await file.stat();
    const source = file.createReadStream({ start: 0, autoClose: false });
    // PDFs are compressed already.
    await add(zip, source, name, { mtime, compress: false, size });
    return size;
  } finally {
    await file.close();
  }
}

async function hashOf(file: FileHandle, tick: Tick): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of file.createReadStream({ start: 0, autoClose: false })) {
    tick();
    hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}

/** Resolves when the whole content was taken: then at most one file is open at a time. */
function add(
  zip: ZipFile,
  source: Readable,
  name: string,
  options: { mtime: Date; compress: boolean; size?: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    source.once('end', resolve).once('error', reject);
    zip.addReadStream(source, name, options);
  });
}

async function settle(part: string, target: string): Promise<void> {
  const file = await open(part, 'r+');
  await file.sync().finally(() => file.close());
  await rename(part, target);
  if (process.platform === 'win32') return;
  const folder = await open(dirname(target), 'r');
  await folder.sync().finally(() => folder.close());
}
