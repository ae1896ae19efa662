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
