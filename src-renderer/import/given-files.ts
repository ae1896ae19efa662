/** A file that was given, with its place in the folder; null where it cannot be read. */
export type GivenFile = { readonly name: string; readonly file: File | null };

/** Files to be taken in; `cut` where there were more than are taken at once, or looked at. */
export type Given = { readonly files: readonly GivenFile[]; readonly cut: boolean };

/** Files that are taken in at once; more would be no report but a log. */
export const MAX_FILES = 5_000;

/** Whoever drops a whole disk does not wait for all of it to be looked at. */
const MAX_LOOKED_AT = 50_000;

/** What can be taken in, by the endings that people's files have. */
const TAKEN = /\.(txt|html?|jsonl?|pdf|zip|bib|ris|rdf)$/i;

/** References say which papers the PDFs beside them are of, so that they come first. */
const REFERENCES = /\.(bib|ris|rdf)$/i;

/** The files in the order in which they are taken in. */
export function inTurn(files: readonly GivenFile[]): GivenFile[] {
  const turn = ({ name }: GivenFile): number => (REFERENCES.test(name) ? 0 : 1);
  return [...files].sort((a, b) => turn(a) - turn(b));
}

/** Files that were chosen one by one. */
export function chosenFiles(files: Iterable<File>): Given {
  const all = [...files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  return { files: all.slice(0, MAX_FILES), cut: all.length > MAX_FILES };
}

/** Whether a drop holds a folder. */
export const hasFolder = (data: DataTransfer): boolean =>
  entriesOf(data).some((entry) => entry?.isDirectory);

/**
 * The files of a drop, those in folders included. Must be called in the turn of the drop. A folder
 * gives what can be taken in and nothing else; a file is taken at its word.
 */
export async function droppedFiles(data: DataTransfer): Promise<Given> {
  const entries = entriesOf(data);
  const plain = [...data.files];
  if (entries.every((entry) => entry === null)) return chosenFiles(plain);
  return filesIn(entries.filter((entry) => entry !== null));
}

/** The files of file system entries; folders are looked through in the order of their names. */
export async function filesIn(entries: readonly FileSystemEntry[]): Promise<Given> {
  const files: GivenFile[] = [];
  const left = entries.map((entry) => ({ entry, isGiven: true })).reverse();
  for (let looked = 0; ; looked++) {
    const next = left.pop();
    if (!next) return { files, cut: false };
    if (looked === MAX_LOOKED_AT || files.length === MAX_FILES) return { files, cut: true };
    const { entry, isGiven } = next;
    if (entry.isDirectory) {
      const children = await childrenOf(entry as FileSystemDirectoryEntry);
      left.push(...children.map((child) => ({ entry: child, isGiven: false })).reverse());
    } else if (isGiven || TAKEN.test(entry.name)) {
      const file = await fileOf(entry as FileSystemFileEntry);
      files.push({ name: entry.fullPath.replace(/^\//, ''), file });
    }
  }
}

const entriesOf = ({ items }: DataTransfer): (FileSystemEntry | null)[] =>
  [...items].map((item) => item.webkitGetAsEntry?.() ?? null);

function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

/** A reader gives a hundred at a time, and none at the end; a folder that cannot be read has none. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (all.length < MAX_LOOKED_AT) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0) break;
    for (const entry of some) all.push(entry);
  }
  return all.sort((a, b) => a.name.localeCompare(b.name));
}
