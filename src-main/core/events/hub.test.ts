import { describe, expect, it } from 'vitest';
import type { CoreEvent } from '../../../src-shared/contract/index.ts';
import { EventHub } from './hub.ts';

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40));

describe('EventHub', () => {
  it('[MARK-4] tells changes that come together in one event, without a gap', async () => {
    const hub = new EventHub();
    const seen: CoreEvent[] = [];
    hub.listen((event) => seen.push(event));
    hub.changed('papers', ['a']);
    hub.changed('papers', ['b', 'a']);
    await settle();
    hub.changed('notes', ['c']);
    await settle();
    expect(seen.map(({ kind, ids, after, revision }) => ({ kind, ids, after, revision }))).toEqual([
      { kind: 'papers', ids: ['a', 'b'], after: 0, revision: 2 },
      { kind: 'notes', ids: ['c'], after: 2, revision: 3 },
    ]);
    hub.close();
  });

  it('[LIB-5] names papers by all of their ids, and asks for all anew where nobody knows them', async () => {
    let also = (ids: readonly string[]): string[] => [...ids, 'arxiv:1'];
    const hub = new EventHub((ids) => also(ids));
    const seen: CoreEvent['ids'][] = [];
    hub.listen(({ ids }) => seen.push(ids));
    hub.changed('annotations', ['title:1']);
    hub.changed('trash', []);
    await settle();
    also = () => {
      throw new Error('database disk image is malformed');
    };
    hub.changed('papers', ['title:1']);
    await settle();
    expect(seen).toEqual([['title:1', 'arxiv:1'], [], 'many']);
    hub.close();
  });

  it('[MARK-4] opens a stream with the present revision and ends it when asked', async () => {
    const hub = new EventHub();
    hub.changed('papers', 'many');
    await settle();
    const stop = new AbortController();
    const kinds: string[] = [];
    for await (const event of hub.stream(stop.signal)) {
      kinds.push(`${event.kind} ${event.revision}`);
      if (event.kind === 'hello') hub.changed('files', ['x']);
      else stop.abort();
    }
    expect(kinds).toEqual(['hello 1', 'files 2']);
    hub.close();
  });
});
