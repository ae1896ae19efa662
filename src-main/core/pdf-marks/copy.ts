import { open, readFile, rename, rm } from 'node:fs/promises';
import { flawOf } from './check-copy.ts';
import type { CopyAnswer, CopyOrder, PdfMarksReason } from './types.ts';
import { writeCopy } from './write-copy.ts';

/**
 * Makes a copy of a PDF with marks in it. The copy is written beside, opened and checked, and only
 * then has its name; the original is only read. Never rejects.
 */
export async function makeCopy(order: CopyOrder): Promise<CopyAnswer> {
  const { source, part, target } = order;
  try {
    const copy = await writeCopy(await readFile(source), order);
    if (!copy.ok) return copy;
    await writeWhole(part, copy.bytes);
    const flaw = await flawOf(part, copy.pages, copy.written);
    if (flaw) return { ok: false, reason: 'damaged', detail: flaw };
    await rename(part, target);
    return { ok: true, bytes: copy.bytes.length, marks: copy.marks };
  } catch (error) {
    return { ok: false, reason: reasonOf(error), detail: String(error) };
  } finally {
    await rm(part, { force: true }).catch(() => {});
  }
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

function reasonOf(error: unknown): PdfMarksReason {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return 'damaged';
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'disk-error';
}
