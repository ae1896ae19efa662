/** Files beyond these are not looked for in a folder that was dropped. */
const MAX_FILES = 5_000;

/** What can be taken in, by the endings that people's files have. */
const TAKEN = /\.(txt|html?|mhtml|jsonl?|pdf|zip)$/i;

/**
 * The files of a drop, those in folders included. Must be called in the turn of the drop; a folder
 * gives what can be taken in and nothing else, a file is taken at its word.
 */
export async function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...data.files];
  if (entries.every((entry) => entry === null)) return plain;
  const found: File[] = [];
  for (const entry of entries) if (entry) await collect(entry, found, true);
  return found;
}

async function collect(entry: FileSystemEntry, found: File[], isGiven: boolean): Promise<void> {
  if (found.length >= MAX_FILES) return;
  if (entry.isFile) {
    if (isGiven || TAKEN.test(entry.name)) found.push(await fileOf(entry as FileSystemFileEntry));
    return;
  }
  for (const child of await childrenOf(entry as FileSystemDirectoryEntry))
    await collect(child, found, false);
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred at a time, and none at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  return all.sort((a, b) => a.name.localeCompare(b.name));
}
