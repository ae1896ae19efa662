import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { ImportReport } from '../../src-shared/contract/index.ts';
import type { FileToSend } from './send-file.ts';

type Attachment = NonNullable<ImportReport['attachments']>[number];

/** A PDF that references name, and where it lies; null where it does not. */
export type NamedPdf = Attachment & { readonly file: FileToSend | null };

/** Looks for a PDF that a file of references at `from` names, beside that file. */
export async function findNamedPdf(from: string, named: Attachment): Promise<NamedPdf> {
  // Exports of Windows are read elsewhere, too.
  const paths = [named.path, named.path.replaceAll('\\', '/')];
  for (const path of new Set(paths)) {
    const place = isAbsolute(path) ? path : resolve(dirname(from), path);
    const about = await stat(place).catch(() => null);
    if (about?.isFile())
      return { ...named, file: { path: place, bytes: about.size, changedAt: about.mtimeMs } };
  }
  return { ...named, file: null };
}
