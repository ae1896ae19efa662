import { basename, resolve } from 'node:path';
import type { ImportReport } from '../../../src-shared/contract/index.ts';
import type { Context, Outcome, Register } from '../command.ts';
import { type FoundFile, findFiles } from '../import-files.ts';
import { importOne, type Imported as Taken } from '../import-one.ts';
import { importProblem } from '../import-texts.ts';
import { withProgress } from '../progress.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { t } from '../texts.ts';

/** A file's row as it is printed; `problemsLeftOut` only where there is any (CLI-4). */
type Imported = Pick<ImportReport, 'layout' | 'papers' | 'new' | 'changed' | 'problemsLeftOut'> &
  Pick<Taken, 'problems'> & { file: string };

/** Problems of a file that people get to see; JSON has all that the core tells. */
const SHOWN_PROBLEMS = 20;

function toRow(file: string, taken: Taken): Imported {
  const { layout, papers, new: added, changed, problems, problemsLeftOut } = taken;
  const more = problemsLeftOut ? { problemsLeftOut } : {};
  return { file, layout, papers, new: added, changed, problems, ...more };
}

async function importAll(client: CoreClient, { io, options }: Context, files: FoundFile[]) {
  const done: Imported[] = [];
  /** PDFs that came with the references that name them. */
  const named = new Set<string>();
  const progress = async () => ({
    done: done.length,
    total: files.length,
    label: t.import.importing(basename(files[done.length]?.path ?? '')),
  });
  await withProgress(io, options.json, progress, async () => {
    for (const file of files) {
      if (io.signal.aborted) break;
      if (named.has(resolve(file.path))) continue;
      done.push(toRow(file.path, await importOne(client, file, io.signal, named)));
    }
  });
  return done;
}

function countProblems({ problems, problemsLeftOut = 0 }: Imported): number {
  return problems.length + problemsLeftOut;
}

function problemLines(imported: Imported): string[] {
  const { file, problems } = imported;
  const lines = problems.slice(0, SHOWN_PROBLEMS).map((each) => `${file}: ${importProblem(each)}`);
  const more = countProblems(imported) - lines.length;
  return more > 0 ? [...lines, `${file}: ${t.import.more(more)}`] : lines;
}

function humanText(imported: readonly Imported[], context: Context): string {
  const { columns } = t;
  const titles = [
    { title: columns.layout },
    { title: columns.papers, align: 'right' as const },
    { title: columns.new, align: 'right' as const },
    { title: columns.changed, align: 'right' as const },
    { title: columns.file },
  ];
  const rows = imported.map((each) => [
    each.layout,
    `${each.papers}`,
    `${each.new}`,
    `${each.changed}`,
    each.file,
  ]);
  const problems = imported.flatMap(problemLines).map((line) => `${line}\n`);
  return renderTable(titles, rows, context.style) + problems.join('');
}

function problemSentence(imported: readonly Imported[], asked: number): string | null {
  const failed = imported.filter(({ problems }) => problems.length > 0);
  const [first] = failed;
  const [problem] = first?.problems ?? [];
  if (!first || !problem) return null;
  const sentence = t.import.failed(first.file, countProblems(first), importProblem(problem));
  return asked === 1 ? sentence : t.import.failedFiles(failed.length, asked, sentence);
}

async function importFiles(
  client: CoreClient,
  context: Context,
  paths: string[],
): Promise<Outcome> {
  const files = await findFiles(paths);
  const imported = await importAll(client, context, files);
  return {
    json: { files: imported },
    human: humanText(imported, context),
    problem: problemSentence(imported, files.length),
  };
}

/** `import`: brings files and folders of files into the library. */
export const registerImport: Register = (program, acts) => {
  program
    .command('import')
    .description(t.import.about)
    .argument('<file...>', t.import.file)
    .action((files: string[]) =>
      acts.withCore((client, context) => importFiles(client, context, files)),
    );
};
