/** Where archives and copies of PDFs are written, in the data folder. */
export const EXPORT_FOLDER = 'exports';

const NAME = /^offprint-\d{4}-\d\d-\d\d(-\d+)?\.zip$/;
const COPY = /^[a-z0-9][a-z0-9.-]{0,200}-annotated\.pdf$/;
const PATH = `/${EXPORT_FOLDER}/`;
const UNFINISHED = '.part';

/** Whether a file of that folder is a whole archive of ours, or a copy of a PDF. */
export function isExport(name: string): boolean {
  return NAME.test(name) || COPY.test(name);
}

/** Whether a file of that folder is one that was not finished. */
export function isUnfinishedExport(name: string): boolean {
  return name.endsWith(UNFINISHED) && isExport(name.slice(0, -UNFINISHED.length));
}

/** The name of an archive, which no other of the names has; `at` in milliseconds since the epoch. */
export function freeExportName(at: number, taken: ReadonlySet<string>): string {
  const stem = `offprint-${new Date(at).toISOString().slice(0, 10)}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${stem}.zip` : `${stem}-${number}.zip`;
    if (!taken.has(name)) return name;
  }
}

/** The name of a copy of a paper's PDF with its marks. */
export function copyName(paperId: string): string {
  const stem = paperId
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+/, '');
  return `${stem.slice(0, 200) || 'paper'}-annotated.pdf`;
}

/** The export that a served path asks for, or null where it asks for something else. */
export function exportFile(pathname: string): string | null {
  const name = pathname.startsWith(PATH) ? pathname.slice(PATH.length) : '';
  return isExport(name) ? name : null;
}
