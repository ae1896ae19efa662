import type { SyncTarget, TargetResult } from './target.ts';

const done: TargetResult<null> = { ok: true, value: null };

/** A target in memory, for tests and simulations. */
export class MemoryTarget implements SyncTarget {
  readonly files = new Map<string, Uint8Array>();

  async list(folder: string) {
    const start = folder === '' ? '' : `${folder}/`;
    const found = [...this.files].filter(([name]) => name.startsWith(start));
    return {
      ok: true,
      value: found.map(([name, { length }]) => ({ name, bytes: length })),
    } as const;
  }

  async read(name: string): Promise<TargetResult<Uint8Array>> {
    const bytes = this.files.get(name);
    return bytes ? { ok: true, value: bytes } : { ok: false, reason: 'missing' };
  }

  async write(name: string, bytes: Uint8Array): Promise<TargetResult<null>> {
    if (this.files.has(name)) return { ok: false, reason: 'exists' };
    this.files.set(name, bytes.slice());
    return done;
  }

  async remove(name: string): Promise<TargetResult<null>> {
    this.files.delete(name);
    return done;
  }
}
