import { accessSync, constants } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { DoctorReport, Finding } from '../../../src-shared/contract/index.ts';
import { type FileProblem, verifyFiles } from '../files/index.ts';
import type { FileDocument } from '../store/index.ts';
import { putAside } from './aside.ts';
import { databaseProblems } from './databases.ts';
import { leftoverProblems } from './leftovers.ts';
import type { DoctorContext, Problem } from './types.ts';

/** Documents that are read at once: some milliseconds. */
const PAGE = 500;

/**
 * Checks the data folder: its databases, every backup, every PDF's hash, what belongs to nothing. What
 * takes long is read in threads of its own, or a piece at a time.
 */
export class Doctor {
  readonly #context: DoctorContext;

  constructor(context: DoctorContext) {
    this.#context = context;
  }

  /** Looks at everything; with `repair`, mends what can be mended without deleting user's data. */
  async examine(repair: boolean): Promise<DoctorReport> {
    const { dataDir } = this.#context;
    const databases = await databaseProblems(this.#context);
    // A damaged library may not know a PDF that is its own: then none is told from an orphan.
    const isReadable = databases.every(({ kind }) => kind !== 'database-damaged');
    const problems = [
      ...this.#folder(),
      ...databases,
      ...(await this.#backups()),
      ...(isReadable ? await this.#pdfs() : []),
      ...(await leftoverProblems(dataDir, Date.now())),
    ];
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

  async #backups(): Promise<Problem[]> {
    const { dataDir, backups } = this.#context;
    return (await backups.verify()).map(({ name }) => {
      const subject = `backups/${name}`;
      return { kind: 'backup-damaged', subject, repair: async () => putAside(dataDir, subject) };
    });
  }

  async #pdfs(): Promise<Problem[]> {
    // Asked before the stored files, so that one that arrives in between is in either list.
    const partials = this.#context.partials();
    const files = await this.#storedFiles();
    const bySha = new Map(files.map((file) => [file.sha256, file]));
    const report = await verifyFiles(this.#context.dataDir, files, partials);
    return report.map((problem) => {
      const { kind, subject, sha256 } = problem;
      const file = sha256 === null ? undefined : bySha.get(sha256);
      // What the user brought can be fetched from nowhere: what is left of it stays where it is.
      if (file?.origin === 'own') return { kind, subject };
      return { kind, subject, repair: () => this.#mendPdf(problem, file) };
    });
  }

  async #storedFiles(): Promise<FileDocument[]> {
    const files: FileDocument[] = [];
    for (let last = 0; ; ) {
      const page = this.#context.store.readChanges('files', last, PAGE);
      for (const { document } of page.documents) if (!document._deleted) files.push(document);
      if (page.documents.length < PAGE) return files;
      last = page.lastSequence;
      await setImmediate();
    }
  }

  async #mendPdf({ kind, path }: FileProblem, file: FileDocument | undefined): Promise<void> {
    if (kind !== 'pdf-missing') putAside(this.#context.dataDir, path);
    if (file) await this.#context.refetch(file);
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
