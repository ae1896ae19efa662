import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Which of the words stand anywhere in a folder's files or names, whatever their form. */
export async function wordsIn(folder: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const forms: Buffer[] = entries.map(({ name }) => Buffer.from(name));
  for (const entry of entries.filter((one) => one.isFile()))
    forms.push(...formsOf(await readFile(join(entry.parentPath, entry.name))));
  return words.filter((word) => forms.some((form) => holds(form, word)));
}

/** Bytes as they are, inflated, and out of base64, one within the other. */
function formsOf(bytes: Buffer, depth = 0): Buffer[] {
  if (depth === 3) return [bytes];
  const inner = [inflateRawSync, inflateSync, gunzipSync].flatMap((open) => {
    try {
      return [open(bytes)];
    } catch {
      return [];
    }
  });
  const texts = bytes.toString('latin1').match(/[A-Za-z0-9+/_-]{12,}={0,2}/g) ?? [];
  inner.push(...texts.map((text) => Buffer.from(text, 'base64')));
  return [bytes, ...inner.flatMap((form) => formsOf(form, depth + 1))];
}

function holds(form: Buffer, word: string): boolean {
  const writings = [
    Buffer.from(word),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word).toString('hex'),
  ];
  return writings.some((writing) => form.includes(writing));
}
