import type { StorageReport, StoredPdfEntry } from '../../../src-shared/contract/index.ts';
import { realDisk } from './disk.ts';
import { type Size, sizesIn } from './folder-sizes.ts';
import { contentKeptBecause, type KeepFacts, keptBecause, type ReadTimes } from './keeping.ts';
import type { Content } from './ledger.ts';
import { PART_FOLDER, PDF_FOLDER } from './paths.ts';
import type { Shelf } from './shelf.ts';
import { TEXT_FILE } from './text/index.ts';

/** What the report of the disk's use is made from. */
export type StorageSource = {
  readonly dataDir: string;
  readonly shelf: Pick<Shelf, 'ledger' | 'facts'>;
  readonly quota: number | null;
  /** The id that a paper goes by now. */
  readonly presentId: (paperId: string) => string;
  readonly titles: (paperIds: readonly string[]) => ReadonlyMap<string, string>;
  readonly readTimes: ReadTimes;
};

type Part = 'library' | 'index' | 'texts' | 'thumbnails' | 'backups' | 'partials' | 'other';

const LARGEST = 200;
/** By the name of an entry of the data folder; SQLite's side files count to their database. */
const PARTS: readonly (readonly [RegExp, Part])[] = [
  [/^library\.sqlite/, 'library'],
  [/^index\.sqlite/, 'index'],
  [new RegExp(`^${TEXT_FILE.replace('.', '\\.')}`), 'texts'],
  [/^thumbnails$/, 'thumbnails'],
  [/^backups$/, 'backups'],
  [new RegExp(`^${PART_FOLDER}$`), 'partials'],
];

/** What uses the disk (FILE-5). PDFs are counted as the library knows them, the rest as it lies there. */
export async function reportStorage(source: StorageSource): Promise<StorageReport> {
  const { shelf, dataDir, quota } = source;
  await shelf.ledger.catchUp();
  const parts = await sizesOfParts(dataDir);
  const of = (part: Part): Size => parts.get(part) ?? { count: 0, bytes: 0 };
  const facts = shelf.facts();
  return {
    pdfs: shelf.ledger.total,
    evictable: evictable(shelf.ledger.contents(), facts),
    library: of('library').bytes,
    index: of('index').bytes,
    texts: of('texts').bytes,
    thumbnails: of('thumbnails').bytes,
    backups: of('backups'),
    partials: of('partials').bytes,
    other: of('other').bytes,
    free: await realDisk.free(dataDir),
    quota,
    largest: await largest(source, facts),
  };
}

async function sizesOfParts(dataDir: string): Promise<Map<Part, Size>> {
  const sums = new Map<Part, Size>();
  for (const [name, { count, bytes }] of await sizesIn(dataDir, (name) => name !== PDF_FOLDER)) {
    const part = PARTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
    const before = sums.get(part) ?? { count: 0, bytes: 0 };
    sums.set(part, { count: before.count + count, bytes: before.bytes + bytes });
  }
  return sums;
}

function evictable(contents: Iterable<Content>, facts: KeepFacts): Size {
  let sum: Size = { count: 0, bytes: 0 };
  for (const content of contents) {
    if (contentKeptBecause(content, facts)) continue;
    sum = { count: sum.count + 1, bytes: sum.bytes + content.bytes };
  }
  return sum;
}

/** Each paper that has the file is named. */
async function largest(
  { shelf, presentId, titles, readTimes }: StorageSource,
  facts: KeepFacts,
): Promise<StoredPdfEntry[]> {
  const files = [...shelf.ledger.contents()]
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, LARGEST)
    .flatMap((content) => content.files)
    .slice(0, LARGEST);
  const papers = files.map(({ paperId }) => presentId(paperId));
  const [titleOf, readAt] = [titles(papers), await readTimes(papers)];
  return files.map((file, index) => ({
    paperId: papers[index]!,
    title: titleOf.get(papers[index]!) ?? '',
    sha256: file.sha256,
    bytes: file.bytes,
    storedAt: file.storedAt,
    lastReadAt: readAt.get(papers[index]!) ?? null,
    pinned: facts.isPinned(file),
    keptBecause: keptBecause(file, facts),
  }));
}
