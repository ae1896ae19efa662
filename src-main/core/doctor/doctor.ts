import { accessSync, constants } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { DoctorReport, Finding } from '../../../src-shared/contract/index.ts';
import { type FileProblem, verifyFiles } from '../files/index.ts';
import type { FileDocument } from '../store/index.ts';
import { putAside } from './aside.ts';
import { findCopy, putBack } from './copies.ts';
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
    const damaged = await backups.verify().catch(() => null);
    if (damaged === null) return [{ kind: 'folder-unwritable', subject: 'backups' }];
    return damaged.map(({ name }) => {
      const subject = `backups/${name}`;
      return { kind: 'backup-damaged', subject, repair: async () => putAside(dataDir, subject) };
    });
  }

  async #pdfs(): Promise<Problem[]> {
    // Asked before the stored files, so that one that arrives in between is in either list.
    const partials = this.#context.partials();
    const files = await this.#storedFiles();
    const byHash = Map.groupBy(files, ({ sha256 }) => sha256);
    const report = await verifyFiles(this.#context.dataDir, files, partials);
    const orphans = report.filter(({ kind }) => kind === 'pdf-orphan').map(({ path }) => path);
    return report.map((problem) => {
      const { kind, subject, sha256 } = problem;
      const named = (sha256 !== null && byHash.get(sha256)) || [];
      return { kind, subject, repair: () => this.#mendPdf(problem, named, orphans) };
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

  /**
   * An intact copy goes in its place, where there is one; what was fetched is fetched again. What is
   * left of a PDF that the user brought stays where it is. Throws where a file is still missing then.
   */
  async #mendPdf(
    { kind, path }: FileProblem,
    named: readonly FileDocument[],
    orphans: readonly string[],
  ): Promise<void> {
    const { dataDir, refetch } = this.#context;
    const copy = named[0] && (await findCopy(dataDir, named[0], orphans));
    const fetched = named.filter(({ origin }) => origin !== 'own');
    const isReplaced = named.length === 0 || copy !== undefined || fetched.length > 0;
    if (kind !== 'pdf-missing' && isReplaced) putAside(dataDir, path);
    if (named[0] && copy) return putBack(dataDir, copy, named[0].sha256);
    for (const file of fetched) await refetch(file);
    if (fetched.length < named.length) throw new Error('an own PDF is to be had from nowhere');
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
