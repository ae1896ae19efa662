import { expect, test } from 'vitest';
import { INCOMING_PIECE_BYTES } from '../../src-shared/contract/index.ts';
import { fromBase64 } from '../client/base64.ts';
import { type Receiver, type Sendable, sendFile } from './send-file.ts';

const BYTES = Uint8Array.from({ length: 2 * INCOMING_PIECE_BYTES + 5 }, (_, n) => n % 251);
const watch = () => ({ signal: new AbortController().signal, onSent: () => undefined });

/** A core that keeps what it is sent, and does `onAppend` before each piece. */
function receiver(onAppend: (offset: number) => void = () => undefined) {
  const got: number[] = [];
  const begun: unknown[] = [];
  const discarded: string[] = [];
  const core = {
    begin: async (announced: unknown) => {
      begun.push(announced);
      return { ok: true, id: 'one' };
    },
    append: async ({ offset, data }: { offset: number; data: string }) => {
      onAppend(offset);
      for (const byte of fromBase64(data)) got.push(byte);
      return { ok: true, id: 'one' };
    },
    discard: async ({ id }: { id: string }) => {
      discarded.push(id);
      return {};
    },
  } as unknown as Receiver;
  return { core, got, begun, discarded };
}

const file = (lastModified = Date.UTC(2026, 10, 20)): File =>
  new File([BYTES], 'own.pdf', { lastModified });

test('[FILE-4] a file is sent in pieces, in order, with its day', async () => {
  const { core, got, begun, discarded } = receiver();
  const told: number[] = [];
  const sent = await sendFile(core, file(), { ...watch(), onSent: (bytes) => told.push(bytes) });
  expect(sent).toEqual({ ok: true, id: 'one' });
  expect(Uint8Array.from(got)).toEqual(BYTES);
  expect(told).toEqual([INCOMING_PIECE_BYTES, 2 * INCOMING_PIECE_BYTES, BYTES.length]);
  expect(begun).toEqual([{ name: 'own.pdf', bytes: BYTES.length, savedOn: '2026-11-20' }]);
  expect(discarded).toEqual([]);
});

test('[FILE-4] a day that there is not is left out', async () => {
  for (const lastModified of [Number.NaN, 1e17, -1e14]) {
    const { core, begun } = receiver();
    const strange = { ...{ name: 'a', size: 0, lastModified }, slice: () => new Blob() };
    await sendFile(core, strange as unknown as Sendable, watch());
    expect(begun).toMatchObject([{ savedOn: null }]);
  }
});

test('[FILE-4] a file that changes or goes while it is sent is thrown away', async () => {
  for (const late of [async () => new ArrayBuffer(1), async () => Promise.reject(new Error())]) {
    const { core, discarded } = receiver();
    const whole = file();
    const changing: Sendable = {
      ...{ name: 'a', size: whole.size, lastModified: 0 },
      slice: (start, end) =>
        start === 0 ? whole.slice(start, end) : ({ arrayBuffer: late } as unknown as Blob),
    };
    expect(await sendFile(core, changing, watch())).toEqual({ ok: false, reason: 'unreadable' });
    expect(discarded).toEqual(['one']);
  }
});

test('[FILE-4] what is stopped, or meets a lost core, leaves nothing behind', async () => {
  const stop = new AbortController();
  const stopped = receiver(() => stop.abort());
  const sent = await sendFile(stopped.core, file(), { ...watch(), signal: stop.signal });
  expect(sent).toEqual({ ok: false, reason: 'stopped' });
  expect(stopped.got).toHaveLength(INCOMING_PIECE_BYTES);
  expect(stopped.discarded).toEqual(['one']);
  const lost = receiver((offset) => {
    if (offset > 0) throw new Error('The way was lost.');
  });
  await expect(sendFile(lost.core, file(), watch())).rejects.toThrow('lost');
  expect(lost.discarded).toEqual(['one']);
});
