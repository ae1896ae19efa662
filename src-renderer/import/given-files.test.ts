import { expect, test } from 'vitest';
import { filesIn, MAX_FILES } from './given-files.ts';

type Tree = { readonly [name: string]: Tree | string | null };

/** An entry as browsers give it: folders by a hundred at a time, null for what cannot be read. */
function entryOf(name: string, node: Tree | string | null, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  const file = (resolve: (file: File) => void, reject: (error: Error) => void): void =>
    typeof node === 'string' ? resolve(new File([node], name)) : reject(new Error('no such file'));
  if (node === null || typeof node === 'string')
    return { name, fullPath, isFile: true, isDirectory: false, file } as never;
  const left = Object.entries(node).map(([child, inner]) => entryOf(child, inner, fullPath));
  const createReader = () => ({
    readEntries: (resolve: (some: FileSystemEntry[]) => void) => resolve(left.splice(0, 100)),
  });
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as never;
}

const namesIn = async (...entries: FileSystemEntry[]): Promise<string[]> =>
  (await filesIn(entries)).files.map(({ name, file }) => (file ? name : `${name}!`));

test('[FILE-4] a folder gives what can be taken in, with its place; a file is taken at its word', async () => {
  const folder = entryOf('papers', {
    'b.pdf': 'b',
    '.DS_Store': 'x',
    'movie.mkv': 'x',
    2026: { 'page.TXT': 'a', deep: { 'listing.html': 'c' } },
  });
  expect(await namesIn(folder, entryOf('README', 'x'))).toEqual([
    ...['papers/2026/deep/listing.html', 'papers/2026/page.TXT', 'papers/b.pdf', 'README'],
  ]);
});

test('[FILE-4] one file that cannot be read does not keep the others back', async () => {
  const folder = entryOf('papers', { 'a.pdf': null, 'b.pdf': 'b' });
  expect(await namesIn(folder)).toEqual(['papers/a.pdf!', 'papers/b.pdf']);
});

test('[FILE-4] a folder of any size is looked through in bounds', async () => {
  const many = Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`${n}.pdf`, 'x']));
  const papers = await filesIn([entryOf('papers', many)]);
  expect([papers.files.length, papers.cut]).toEqual([MAX_FILES, true]);
  const other = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`${n}.c`, 'x']));
  expect(await filesIn([entryOf('code', other), entryOf('z.pdf', 'z')])).toEqual({
    ...{ files: [], cut: true },
  });
});
