import { accessSync, constants, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorReport, Finding } from '../../../src-shared/contract/index.ts';
import { verifyFiles } from '../files/index.ts';
import type { Follower, ReadModel } from '../index/index.ts';
import { type FileDocument, isIntact, type LibraryStore } from '../store/index.ts';

/** What the doctor looks at, and what it may do about it. */
export type DoctorContext = {
  readonly dataDir: string;
  readonly store: LibraryStore;
  readonly readModel: ReadModel;
  readonly follower: Follower;
  /** Files of downloads under way, relative to the data folder. */
  readonly partials: () => readonly string[];
  /** Fetches a paper's PDF again, after its damaged file was put aside. */
  readonly refetch: (file: FileDocument) => Promise<void>;
};

type Problem = {
  readonly kind: Finding['kind'];
  readonly subject: string;
  readonly repair?: () => Promise<void>;
};

/** Where repair puts what it takes out of use; nothing is ever deleted. */
const ASIDE = 'put-aside';

/** Checks the data folder: database, read model, every PDF's hash, what belongs to nothing. */
export class Doctor {
  readonly #context: DoctorContext;

  constructor(context: DoctorContext) {
    this.#context = context;
  }

  /** Looks at everything; with `repair`, mends what can be mended without deleting user's data. */
  async examine(repair: boolean): Promise<DoctorReport> {
    const problems = [...this.#folder(), ...this.#databases(), ...(await this.#pdfs())];
    const findings: Finding[] = [];
    for (const problem of problems) findings.push(await settle(problem, repair));
    return { ok: findings.every(({ repaired }) => repaired), findings };
  }

  #folder(): Problem[] {
    try {
      accessSync(this.#context.dataDir, constants.W_OK);
      return [];
    } catch {
      return [{ kind: 'folder-unwritable', subject: '.' }];
    }
  }

  #databases(): Problem[] {
    const { store, readModel, follower } = this.#context;
    const problems: Problem[] = [];
    if (!isIntact(store.connection))
      problems.push({ kind: 'database-damaged', subject: 'library.sqlite' });
    const subject = 'index.sqlite';
    if (!readModel.isIntact())
      problems.push({ kind: 'index-damaged', subject, repair: () => follower.mend(true) });
    else if (readModel.behind() > 0) {
      problems.push({ kind: 'index-behind', subject, repair: () => follower.mend(false) });
    }
    return problems;
  }

  async #pdfs(): Promise<Problem[]> {
    // Asked before the stored files, so that one that arrives in between is in either list.
    const partials = this.#context.partials();
    const files = await this.#storedFiles();
    const bySha = new Map(files.map((file) => [file.sha256, file]));
    const report = await verifyFiles(this.#context.dataDir, files, partials);
    return report.map(({ kind, subject, sha256, path }) => {
      const file = sha256 === null ? undefined : bySha.get(sha256);
      return { kind, subject, repair: () => this.#mendPdf(kind, path, file) };
    });
  }

  async #storedFiles(): Promise<FileDocument[]> {
    const found = await this.#context.store.collections.files.find().exec();
    return found.map((document) => document.toJSON() as FileDocument);
  }

  async #mendPdf(
    kind: Finding['kind'],
    path: string,
    file: FileDocument | undefined,
  ): Promise<void> {
    if (kind !== 'pdf-missing') this.#putAside(path);
    if (file) await this.#context.refetch(file);
  }

  #putAside(path: string): void {
    const folder = join(this.#context.dataDir, ASIDE);
    mkdirSync(folder, { recursive: true });
    const name = path.split(/[\\/]/).at(-1) ?? 'file';
    renameSync(join(this.#context.dataDir, path), join(folder, `${Date.now()}-${name}`));
  }
}

async function settle({ kind, subject, repair }: Problem, wanted: boolean): Promise<Finding> {
  if (!wanted || !repair) return { kind, subject, repaired: false };
  try {
    await repair();
    return { kind, subject, repaired: true };
  } catch {
    return { kind, subject, repaired: false };
  }
}
