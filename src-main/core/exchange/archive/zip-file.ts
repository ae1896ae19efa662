import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { z } from 'zod';
import { ArchiveRefusal } from './failure.ts';
import {
  ARCHIVE_FORMAT,
  isArchive,
  type LibraryShape,
  MANIFEST,
  type Manifest,
  manifest,
  parseName,
} from './format.ts';

/** An archive that is open for reading; its names are none but those that an archive has. */
export type OpenArchive = {
  readonly manifest: Manifest;
  /** By name, in the archive's order. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** An entry's content; the stream fails where it is damaged or longer than it says. */
  read(entry: Entry): Promise<Readable>;
  close(): void;
};

/** Far beyond any manifest. */
const MOST_MANIFEST_BYTES = 1024 * 1024;

/**
 * Opens an archive. Throws an ArchiveRefusal: for another kind of file, a truncated one, one of a newer
 * version, and one with a name that leads elsewhere, is there twice, or that no archive has.
 */
export async function openArchive(path: string, library: LibraryShape): Promise<OpenArchive> {
  if (!(await isArchive(path))) throw new ArchiveRefusal('not-an-archive', path);
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch(truncated);
  try {
    const entries = await entriesOf(zip);
    const said = await readManifest(zip, entries.get(MANIFEST), library);
    const read = (entry: Entry) => zip.openReadStreamPromise(entry);
    return { manifest: said, entries, read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** What a ZIP ends with is the list of its files: without it there is no telling what was there. */
function truncated(error: Error): never {
  if ('code' in error) throw error;
  throw new ArchiveRefusal('truncated', error.message);
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const { fileName } = entry;
    if (parseName(fileName) === null)
      throw new ArchiveRefusal('damaged', `${JSON.stringify(fileName)} is no name of ours`);
    if (entries.has(fileName)) throw new ArchiveRefusal('damaged', `${fileName} is there twice`);
    entries.set(fileName, entry);
  }
  return entries;
}

async function readManifest(
  zip: ZipFile,
  entry: Entry | undefined,
  library: LibraryShape,
): Promise<Manifest> {
  if (!entry || entry.uncompressedSize > MOST_MANIFEST_BYTES)
    throw new ArchiveRefusal('damaged', 'it has no manifest');
  const pieces: Buffer[] = [];
  for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
  return parseManifest(Buffer.concat(pieces).toString('utf8'), library);
}

/** A newer one may say what we do not understand, but it says that it is newer. */
const versions = z.object({ format: z.number(), libraryFormat: z.number() });

function parseManifest(text: string, { format, collections }: LibraryShape): Manifest {
  const said: unknown = JSON.parse(text);
  const told = versions.safeParse(said);
  if (told.data && (told.data.format > ARCHIVE_FORMAT || told.data.libraryFormat > format))
    throw new ArchiveRefusal('newer-version', JSON.stringify(told.data));
  const parsed = manifest.safeParse(said);
  if (!parsed.success) throw new ArchiveRefusal('damaged', parsed.error.message);
  const foreign = Object.keys(parsed.data.documents).find((name) => !collections.includes(name));
  if (foreign) throw new ArchiveRefusal('damaged', `there are no ${foreign}`);
  return parsed.data;
}
