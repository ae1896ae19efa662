import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreEvent, ViewRequest } from '../../../src-shared/contract/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { putMany, putOne, withValue } from '../store/index.ts';
import { Follower } from './follower.ts';

let library: TestLibrary;

beforeEach(async () => {
  library = await openTestLibrary();
});

afterEach(() => library.close());

function star(mutationId: string, id: string): Promise<number> {
  const { mutations } = library;
  const { store, clock } = mutations.context;
  return mutations.run(mutationId, async () => {
    const fields = withValue({}, 'starred', true, clock.next());
    await putOne(store.collections.states, { id, fields, by: mutationId });
    return { kind: 'papers', ids: [id] };
  });
}

async function addPapers(count: number): Promise<void> {
  const { store } = library.mutations.context;
  const papers = Array.from({ length: count }, (_, n) => ({
    id: `arxiv:${n}`,
    facts: { title: `Paper ${n} ${'of many words '.repeat(20)}` },
  }));
  await putMany(store.collections.papers, papers);
  await library.mutations.follower.follow();
}

/** Fills all but the file's first page with noise, as a failing disk does. */
function damage(path: string): void {
  const page = 4_096;
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size - page, 0xa5), 0, size - page, page);
  closeSync(file);
}

describe('Follower', () => {
  it('[MARK-4] acknowledges what is committed though the read model cannot be written', async () => {
    await addPapers(3);
    const { readModel, events } = library.mutations.context;
    const told: CoreEvent[] = [];
    events.listen((event) => told.push(event));
    readModel.connection.db.exec('PRAGMA query_only = ON');
    const before = events.revision;
    expect(await star('m-1', 'arxiv:1')).toBe(before + 1);
    expect(library.views.counts(0).starred).toBe(0);
    readModel.connection.db.exec('PRAGMA query_only = OFF');
    await vi.waitFor(() => expect(library.views.counts(0).starred).toBe(1), 5_000);
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ kind: 'papers', ids: 'many' }));
    expect(await star('m-2', 'arxiv:2')).toBeGreaterThan(before + 1);
    expect(library.views.counts(0).starred).toBe(2);
  });

  it('[MARK-4] tells of trouble once, and goes on trying until it is over', async () => {
    await addPapers(1);
    const { readModel } = library.mutations.context;
    const troubles: unknown[] = [];
    const caughtUp = vi.fn();
    const follower = new Follower(readModel, {
      onCaughtUp: caughtUp,
      onTrouble: (error) => troubles.push(error),
      restMs: 2,
    });
    readModel.connection.db.exec('PRAGMA query_only = ON');
    const { store } = library.mutations.context;
    await putOne(store.collections.papers, { id: 'arxiv:9', facts: { title: 'Late' } });
    await follower.follow();
    await follower.follow();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(caughtUp).not.toHaveBeenCalled();
    readModel.connection.db.exec('PRAGMA query_only = OFF');
    await vi.waitFor(() => expect(caughtUp).toHaveBeenCalledOnce());
    expect(troubles).toHaveLength(1);
    expect(readModel.behind()).toBe(0);
    follower.close();
  });

  it('[CLI-3] makes a read model anew that turns out to be damaged, and opens no old view', async () => {
    await addPapers(2_000);
    const { store, readModel } = library.mutations.context;
    readModel.connection.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const all: ViewRequest = {
      ...{ scope: { kind: 'all' }, sort: 'title', filters: [], grouped: true, query: '' },
    };
    const old = library.views.open(all, 0);
    damage(join(library.folder, 'index.sqlite'));
    await putMany(
      store.collections.states,
      Array.from({ length: 2_000 }, (_, n) => ({
        ...{ id: `arxiv:${n}`, by: 'm' },
        fields: withValue({}, 'starred', true, '1'),
      })),
    );
    await library.mutations.follower.follow();
    await vi.waitFor(() => expect(library.views.open(all, 0).total).toBe(2_000), 5_000);
    expect(library.views.counts(0)).toMatchObject({ all: 2_000, starred: 2_000 });
    expect(readModel.build).toBe(1);
    const window = { viewId: old.viewId, offset: 0, limit: 10 };
    expect(library.views.rows(window, 0, () => 'none')).toMatchObject({ reason: 'view-gone' });
  });

  it('[CLI-3] begins a new read model when a reader meets the damage', async () => {
    await addPapers(2_000);
    library.mutations.context.readModel.connection.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const folder = library.folder;
    damage(join(folder, 'index.sqlite'));
    const list = { limit: 5_000, offset: 0, sort: 'title' } as const;
    const read = (): unknown => library.views.list(list).length;
    await vi.waitFor(() => expect(read()).toBe(2_000), 5_000);
    expect(library.mutations.context.readModel.build).toBe(1);
  });
});
