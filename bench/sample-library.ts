import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LibraryStore, putMany } from '../src-main/core/store/index.ts';
import type { Sample } from './fixture.ts';

const BATCH = 500;

/** A library of the papers in a temporary folder, closed; their keywords are what a service says of them. */
export async function libraryOf(papers: readonly Sample[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'offprint-bench-'));
  const store = await LibraryStore.open(folder);
  for (let start = 0; start < papers.length; start += BATCH) {
    const batch = papers.slice(start, start + BATCH);
    await putMany(store.collections.papers, batch.map(documentOf));
  }
  await store.close();
  return folder;
}

function documentOf({ id, title, abstract, authors, keywords, publishedAt }: Sample) {
  const facts = { title, abstract, authors: [...authors], publishedAt };
  return { id, facts: { ...facts, aiKeywords: [...keywords] } };
}
