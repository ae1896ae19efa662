import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestLibrary } from '../../library/test-library.ts';
import { NoteIndex, Notes } from '../../notes/index.ts';
import { appendedText } from '../../store/index.ts';
import { archiveOf, type OpenLibrary, type Place, placeIn, take } from './test-places.ts';

const FREE = '0b0e6f2e-6a6e-4b7e-9d52-3f1f0a3c9a11';
let root: string;
let writes = 0;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'offprint-free-notes-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function write({ mutations }: OpenLibrary, words: string): Promise<void> {
  const notes = new Notes(mutations);
  const { state } = await notes.get(FREE);
  await notes.apply(`write-${++writes}`, FREE, appendedText(state, words));
}

const listed = (place: Place) =>
  place.use(async ({ mutations, views }) => ({
    markdown: (await new Notes(mutations).get(FREE)).markdown,
    links: new NoteIndex(mutations).linkedFrom('arxiv:1').length,
    count: views.counts(0).freeNotes,
  }));

it('[XFER-1] [NOTE-3] an archive carries free notes, and merges the words of both sides', async () => {
  const [one, two] = [placeIn(root, openTestLibrary), placeIn(root, openTestLibrary)];
  await one.use((library) => write(library, 'Plan [[arxiv:1]]'));
  await take(two, (await archiveOf(one)).path);
  expect(await listed(two)).toEqual({ markdown: 'Plan [[arxiv:1]]', links: 1, count: 1 });

  await one.use((library) => write(library, '\nhere [[arxiv:1]]'));
  await two.use((library) => write(library, '\nthere'));
  await take(two, (await archiveOf(one)).path);
  const { markdown, links, count } = await listed(two);
  expect([links, count]).toEqual([2, 1]);
  for (const words of ['Plan', 'here [[arxiv:1]]', 'there']) expect(markdown).toContain(words);

  await two.use(({ mutations }) => new Notes(mutations).remove('remove-1', FREE));
  await take(one, (await archiveOf(two)).path);
  expect(await listed(one)).toMatchObject({ links: 0, count: 0 });
});
