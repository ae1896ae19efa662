import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Disk, pdfPath } from '../../files/index.ts';
import { elementsOf, putOne, readOne } from '../../store/index.ts';
import { openTestPdfs, type TestPdfs } from '../../test-pdfs.ts';
import { Trash } from '../../trash/index.ts';
import { plain, type Sealer } from '../keys/index.ts';
import { SyncHistory } from '../library/history.ts';
import { LibrarySyncStore } from '../library/library-sync-store.ts';
import { LocalTables } from '../library/local-tables.ts';
import { syncOnce } from '../run.ts';
import { MemoryTarget, type SyncTarget, type TargetReason } from '../targets/index.ts';
import { type Carried, PdfCarrier, type PdfsWaiting } from './index.ts';

const NOWHERE = 'http://127.0.0.1:9';

/** What a test's carrying has that is not as usual. */
export type Setting = {
  readonly target?: SyncTarget;
  readonly sealer?: Sealer;
  readonly disk?: Disk;
  readonly carries?: boolean;
  readonly compares?: boolean;
  readonly signal?: AbortSignal;
  readonly now?: number;
  readonly budgetMs?: number;
};

/** A user's machines, of which one is open at a time, and where they meet. */
export class Carriers {
  readonly target = new MemoryTarget();
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Opens a machine, does something with it, and closes it. */
  async on<T>(name: string, work: (machine: Machine) => Promise<T>): Promise<T> {
    const pdfs = await openTestPdfs(NOWHERE, join(this.#root, name));
    try {
      return await work(new Machine(pdfs, this.target));
    } finally {
      await pdfs.shut();
      await pdfs.library.shut();
    }
  }

  /** Brings machines into step, one after the other; what was carried by each. */
  async inStep(names: readonly string[], setting: Setting = {}): Promise<Carried[]> {
    const all: Carried[] = [];
    for (const name of names) all.push(await this.on(name, (machine) => machine.sync(setting)));
    return all;
  }

  /** A stored PDF's bytes on a machine; null where there is none. */
  stored(name: string, sha256: string): Buffer | null {
    try {
      return readFileSync(pdfPath(join(this.#root, name, 'pdf'), sha256));
    } catch {
      return null;
    }
  }

  /** Names of the PDFs at the target. */
  get blobs(): string[] {
    return [...this.target.files.keys()].filter((name) => name.startsWith('b/')).sort();
  }
}

/** An open machine. */
export class Machine {
  readonly pdfs: TestPdfs;
  readonly carrier: PdfCarrier;
  readonly #tables: LocalTables;
  readonly #target: SyncTarget;
  #disk: Disk | undefined;

  constructor(pdfs: TestPdfs, target: SyncTarget) {
    const machine = this;
    this.pdfs = pdfs;
    this.#target = target;
    this.#tables = new LocalTables(pdfs.local);
    const { library, shelf } = pdfs;
    this.carrier = new PdfCarrier({
      ...{ dataDir: library.folder, mutations: library.mutations, shelf, tables: this.#tables },
      get disk() {
        return machine.#disk;
      },
    });
  }

  get waiting(): PdfsWaiting {
    return this.carrier.waiting;
  }

  /** Sends and takes in documents, then carries PDFs, then tells of what went up. */
  async sync(setting: Setting = {}): Promise<Carried> {
    await this.documents(setting);
    const carried = await this.carry(setting);
    await this.documents(setting);
    return carried;
  }

  /** Sends and takes in documents; how it ended. */
  async documents({ sealer = plain }: Setting = {}): Promise<boolean> {
    const { mutations } = this.pdfs.library;
    const history = new SyncHistory(mutations.context.store.connection);
    const store = new LibrarySyncStore({ mutations, local: this.#tables, history });
    const device = this.pdfs.local.deviceId;
    return (await syncOnce({ store, target: this.#target, sealer, device })).ok;
  }

  /** Carries PDFs once. */
  carry({ now, disk, ...setting }: Setting = {}): Promise<Carried> {
    this.#disk = disk;
    const usual = { target: this.#target, sealer: plain, signal: new AbortController().signal };
    const clock = (): number => now ?? Date.now();
    return this.carrier.carry({ ...usual, carries: true, ...setting, now: clock });
  }

  /** Stores a PDF of the user's own of a paper, which is taken in; its hash. */
  async own(arxivId: string, content: Uint8Array, name: string | null = 'own.pdf') {
    const { library, shelf } = this.pdfs;
    await this.pdfs.add([arxivId]);
    const sha256 = hashOf(content);
    const paperId = `arxiv:${arxivId}`;
    const bytes = content.length;
    await shelf.place({ sha256, bytes }, 'own', async () => {
      const path = pdfPath(join(library.folder, 'pdf'), sha256);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      const from = { origin: 'own', url: '', name, version: null, pages: 3, storedAt: 1 } as const;
      const file = { id: `${paperId}|${sha256}`, paperId, sha256, bytes, ...from };
      await putOne(library.mutations.context.store.collections.files, file);
      await library.mutations.follower.follow();
    });
    return sha256;
  }

  /** A stored file's document; undefined where there is none. */
  file(paperId: string, sha256: string) {
    const { files } = this.#store.collections;
    return readOne(files, `${paperId}|${sha256}`);
  }

  /** What is said of a paper's PDFs at the target. */
  async told(paperId: string): Promise<string[]> {
    const state = await readOne(this.#store.collections.states, paperId);
    return elementsOf(state?.fields ?? {}, 'pdfs');
  }

  /** Names of PDFs that this machine put at the target. */
  get blobs(): string[] {
    return this.#tables.blobs();
  }

  get trash(): Trash {
    const { library, shelf } = this.pdfs;
    return new Trash({
      mutations: library.mutations,
      now: Date.now,
      discardPdfs: (ids) => shelf.discard(ids),
    });
  }

  get #store() {
    return this.pdfs.library.mutations.context.store;
  }
}

/** SHA-256 in hexadecimal. */
export function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * A target that breaks at one of its calls: before it does anything, or after it did what was asked
 * and before it could say so. `calls` counts them.
 */
export function breaking(target: SyncTarget, at: number, when: 'before' | 'after') {
  const counted = { calls: 0 };
  const failed = { ok: false, reason: 'unreachable' as TargetReason } as const;
  const call = async <T>(work: () => Promise<T>): Promise<T | typeof failed> => {
    const isNow = counted.calls++ === at;
    if (isNow && when === 'before') return failed;
    const answer = await work();
    return isNow ? failed : answer;
  };
  const broken: SyncTarget = {
    list: (folder) => call(() => target.list(folder)),
    read: (name) => call(() => target.read(name)),
    write: (name, bytes) => call(() => target.write(name, bytes)),
    remove: (name) => call(() => target.remove(name)),
  };
  return { target: broken, counted };
}
