import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ImportReport, MAX_IMPORT_CHARACTERS } from '../../../src-shared/contract/index.ts';
import type { Context, Outcome, Register } from '../command.ts';
import { withProgress } from '../progress.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { type ImportProblemReason, importProblem, t } from '../texts.ts';

type Problem = { line: number | null; reason: ImportProblemReason };
type Imported = Omit<ImportReport, 'problems'> & { file: string; problems: Problem[] };
type Content = { ok: true; text: string } | { ok: false; reason: ImportProblemReason };

// No character takes more bytes than that in UTF-8 for one unit of a JavaScript string.
const BYTES_PER_UNIT = 3;

function decode(bytes: Uint8Array): Content {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.length > MAX_IMPORT_CHARACTERS
      ? { ok: false, reason: 'too-large' }
      : { ok: true, text };
  } catch {
    return { ok: false, reason: 'not-text' };
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function readText(file: string): Promise<Content> {
  try {
    const { size } = await stat(file);
    if (size > MAX_IMPORT_CHARACTERS * BYTES_PER_UNIT) return { ok: false, reason: 'too-large' };
    return decode(await readFile(file));
  } catch (error) {
    return { ok: false, reason: hasCode(error, 'ENOENT') ? 'file-not-found' : 'unreadable' };
  }
}

async function importOne(client: CoreClient, file: string): Promise<Imported> {
  const content = await readText(file);
  if (!content.ok) {
    const problems = [{ line: null, reason: content.reason }];
    return { file, layout: 'unknown', papers: 0, new: 0, changed: 0, problems };
  }
  const name = basename(file).slice(-500);
  const { layout, papers, problems, ...counts } = await client.exchange.import({
    name,
    content: content.text,
  });
  return { file, layout, papers, new: counts.new, changed: counts.changed, problems };
}

async function importAll(client: CoreClient, context: Context, files: string[]) {
  const done: Imported[] = [];
  const progress = async () => ({
    done: done.length,
    total: files.length,
    label: t.import.importing(basename(files[done.length] ?? '')),
  });
  await withProgress(context.io, context.options.json, progress, async () => {
    for (const file of files) {
      if (context.io.signal.aborted) break;
      done.push(await importOne(client, file));
    }
  });
  return done;
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
  const problems = imported.flatMap((each) =>
    each.problems.map((problem) => `${each.file}: ${importProblem(problem)}\n`),
  );
  return renderTable(titles, rows, context.style) + problems.join('');
}

function problemSentence(imported: readonly Imported[], asked: number): string | null {
  const failed = imported.filter(({ problems }) => problems.length > 0);
  const [first] = failed;
  const [problem] = first?.problems ?? [];
  if (!first || !problem) return null;
  const sentence = t.import.failed(first.file, first.problems.length, importProblem(problem));
  return asked === 1 ? sentence : t.import.failedFiles(failed.length, asked, sentence);
}

async function importFiles(
  client: CoreClient,
  context: Context,
  files: string[],
): Promise<Outcome> {
  const imported = await importAll(client, context, files);
  return {
    json: { files: imported },
    human: humanText(imported, context),
    problem: problemSentence(imported, files.length),
  };
}

/** `import`: brings saved answers of the papers API into the library. */
export const registerImport: Register = (program, acts) => {
  program
    .command('import')
    .description(t.import.about)
    .argument('<file...>', t.import.file)
    .action((files: string[]) =>
      acts.withCore((client, context) => importFiles(client, context, files)),
    );
};
