import { createHash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import type { Entry } from 'yauzl';
import { ArchiveRefusal } from './failure.ts';
import { documentsName, type LibraryShape, parseName } from './format.ts';
import { linesOf, parseDocument } from './lines.ts';
import { type OpenArchive, openArchive } from './zip-file.ts';

/** What an archive was found to hold. */
export type Examined = { readonly documents: number; readonly pdfs: number };

/** Called often; may throw to end the work. */
export type Tick = () => void;

/**
 * Reads an archive from one end to the other: every document, every PDF by its hash, and all that the
 * manifest says. Throws an ArchiveRefusal, or what the file system throws.
 */
export async function examineArchive(
  path: string,
  library: LibraryShape,
  tick: Tick,
): Promise<Examined> {
  const archive = await openArchive(path, library);
  try {
    const documents = await examineDocuments(archive, tick);
    const pdfs = await examinePdfs(archive, tick);
    return { documents, pdfs };
  } finally {
    archive.close();
  }
}

async function examineDocuments(archive: OpenArchive, tick: Tick): Promise<number> {
  let documents = 0;
  for (const [collection, said] of Object.entries(archive.manifest.documents)) {
    const entry = archive.entries.get(documentsName(collection));
    if (!entry) throw new ArchiveRefusal('damaged', `${collection} is missing`);
    const found = await readDocuments(archive, entry, tick);
    if (found.count !== said.count || found.sha256 !== said.sha256)
      throw new ArchiveRefusal('damaged', `${collection} is not what was written`);
    documents += found.count;
  }
  return documents;
}

async function readDocuments(
  archive: OpenArchive,
  entry: Entry,
  tick: Tick,
): Promise<{ count: number; sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const line of linesOf(await archive.read(entry))) {
    tick();
    parseDocument(line);
    hash.update(line).update('\n');
    count += 1;
  }
  return { count, sha256: hash.digest('hex') };
}

async function examinePdfs(archive: OpenArchive, tick: Tick): Promise<number> {
  let count = 0;
  let bytes = 0;
  for (const [name, entry] of archive.entries) {
    const parsed = parseName(name);
    if (parsed?.kind === 'documents' && !(parsed.collection in archive.manifest.documents))
      throw new ArchiveRefusal('damaged', `${name} is not in the manifest`);
    if (parsed?.kind !== 'pdf') continue;
    if ((await hashOf(archive, entry, tick)) !== parsed.sha256)
      throw new ArchiveRefusal('damaged', `${name} is not what was written`);
    count += 1;
    bytes += entry.uncompressedSize;
  }
  const said = archive.manifest.pdfs;
  if (count !== said.count || bytes !== said.bytes)
    throw new ArchiveRefusal('damaged', `${count} PDFs instead of ${said.count}`);
  return count;
}

async function hashOf(archive: OpenArchive, entry: Entry, tick: Tick): Promise<string> {
  const stream = await archive.read(entry);
  const hash = createHash('sha256');
  for await (const piece of stream) {
    tick();
    hash.update(piece as Buffer);
  }
  await finished(stream);
  return hash.digest('hex');
}
