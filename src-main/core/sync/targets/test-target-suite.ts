import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncTarget } from './target.ts';

/** A target to test; `again` is another machine's view of the same one. */
export type TargetUnderTest = {
  readonly target: SyncTarget;
  readonly again: SyncTarget;
  readonly close: () => Promise<void>;
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const done = { ok: true, value: null };

/** What every kind of target has to do. */
export function describeTarget(kind: string, make: () => Promise<TargetUnderTest>): void {
  describe(`a target: ${kind}`, () => {
    let it_: TargetUnderTest;
    beforeEach(async () => {
      it_ = await make();
    });
    afterEach(() => it_.close());

    it('[SYNC-2] is empty at first', async () => {
      expect(await it_.target.list('')).toEqual({ ok: true, value: [] });
      expect(await it_.target.list('m')).toEqual({ ok: true, value: [] });
      expect(await it_.target.read('m/a/1.seg')).toEqual({ ok: false, reason: 'missing' });
    });

    it('[SYNC-2] gives back what was written, on any machine', async () => {
      const every = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
      expect(await it_.target.write('m/a/00000001-ab.seg', every)).toEqual(done);
      const read = await it_.again.read('m/a/00000001-ab.seg');
      expect(read.ok && Buffer.compare(read.value, every)).toBe(0);
      const files = [{ name: 'm/a/00000001-ab.seg', bytes: 70_000 }];
      expect(await it_.again.list('m')).toEqual({ ok: true, value: files });
      expect(await it_.again.list('m/a')).toEqual({ ok: true, value: files });
      expect(await it_.again.list('t')).toEqual({ ok: true, value: [] });
    });

    it('[SYNC-2] never writes over a file', async () => {
      await it_.target.write('t/a.json', bytesOf('one'));
      const second = await it_.again.write('t/a.json', bytesOf('two'));
      expect(second).toEqual({ ok: false, reason: 'exists' });
      const read = await it_.target.read('t/a.json');
      expect(read.ok && new TextDecoder().decode(read.value)).toBe('one');
    });

    it('[SYNC-2] removes a file, and one that is gone already', async () => {
      await it_.target.write('m/a/1.seg', bytesOf('one'));
      await it_.target.write('m/b/1.seg', bytesOf('two'));
      expect(await it_.again.remove('m/a/1.seg')).toEqual(done);
      expect(await it_.again.remove('m/a/1.seg')).toEqual(done);
      expect(await it_.again.remove('m/c/1.seg')).toEqual(done);
      expect(await it_.target.read('m/a/1.seg')).toEqual({ ok: false, reason: 'missing' });
      expect(await it_.target.list('')).toEqual({
        ok: true,
        value: [{ name: 'm/b/1.seg', bytes: 3 }],
      });
    });

    it('[SYNC-2] holds an empty file and many at once', async () => {
      expect(await it_.target.write('m/a/0.seg', new Uint8Array())).toEqual(done);
      const names = Array.from({ length: 60 }, (_, n) => `m/b${n % 3}/${n}.seg`);
      await Promise.all(names.map((name) => it_.target.write(name, bytesOf(name))));
      const listed = await it_.again.list('m');
      const found = listed.ok ? listed.value.map(({ name }) => name).sort() : [];
      expect(found).toEqual(['m/a/0.seg', ...names].sort());
      const read = await it_.again.read('m/a/0.seg');
      expect(read.ok && read.value.length).toBe(0);
    });
  });
}
