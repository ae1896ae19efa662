import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RxCollection } from 'rxdb/plugins/core';
import { LibraryStore } from '../store/index.ts';

/**
 * Everything that a data folder holds of upstreams, in a form that two runs can be compared by. Left
 * out is what tells of the run itself: its times, and under which of its addresses (with a version or
 * without one, where arXiv did not answer just then) a file was fetched.
 */
export type Snapshot = {
  /** Documents by collection and id. */
  readonly documents: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Paths in the folder of PDFs, and what is left of downloads. */
  readonly files: readonly string[];
};

const OF_UPSTREAMS = ['papers', 'listings', 'files', 'aliases'] as const;

/** Reads a data folder that no core holds. */
export async function takeSnapshot(dataDir: string): Promise<Snapshot> {
  const store = await LibraryStore.open(dataDir);
  const documents: Record<string, Record<string, unknown>> = {};
  for (const name of OF_UPSTREAMS) {
    const collection = store.collections[name] as unknown as RxCollection<{ id: string }>;
    const found = await collection.find().exec();
    documents[name] = Object.fromEntries(
      found.map((document) => [document.id, without(OF_THE_RUN[name] ?? [], document.toJSON())]),
    );
  }
  await store.close();
  return { documents, files: [...filesIn(dataDir, 'pdf'), ...filesIn(dataDir, 'tmp')] };
}

const OF_THE_RUN: Readonly<Record<string, readonly string[]>> = {
  papers: ['at', 'addedAt'],
  files: ['storedAt', 'url', 'version'],
};

function without(names: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => without(names, one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, without(names, inner)]));
}

function filesIn(dataDir: string, folder: string): string[] {
  try {
    const entries = readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) => join(parentPath, name).slice(dataDir.length)).sort();
  } catch {
    return [];
  }
}
