import { stat } from 'node:fs/promises';
import type { Context, Outcome, Register } from '../command.ts';
import { findFiles } from '../import-files.ts';
import { importOne } from '../import-one.ts';
import { importProblem } from '../import-texts.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { addMessage, t } from '../texts.ts';

type Added = {
  source: string;
  id: string | null;
  new: boolean | null;
  reason: string | null;
  message: string | null;
};

const LONGEST_SOURCE = 500;

async function addPaper(client: CoreClient, source: string, now: number): Promise<Added> {
  const result =
    source.length <= LONGEST_SOURCE && source !== ''
      ? await client.papers.add({ source })
      : ({ ok: false, reason: 'bad-id' } as const);
  if (result.ok) return { source, id: result.id, new: result.isNew, reason: null, message: null };
  const reason = result.reason === 'upstream' ? result.failure.reason : result.reason;
  return { source, id: null, new: null, reason, message: addMessage(source, result, now) };
}

/** The papers of a file; one row where there are none. */
async function addFile(client: CoreClient, path: string, { io }: Context): Promise<Added[]> {
  const [found] = await findFiles([path]);
  if (!found) return [];
  const taken = await importOne(client, found, io.signal);
  const [problem] = taken.problems;
  const reason = problem?.reason ?? null;
  const message = problem
    ? t.import.failed(path, taken.problems.length, importProblem(problem))
    : null;
  const about = { source: path, reason, message };
  // Of a part of many nobody says whether it is new.
  const isNew = taken.new === taken.papers ? true : taken.new === 0 ? false : null;
  if (taken.ids.length === 0) return [{ ...about, id: null, new: null }];
  return taken.ids.map((id) => ({ ...about, id, new: isNew }));
}

/** What reads as an id or an address is one, though there be a file of that name. */
async function addOne(client: CoreClient, source: string, context: Context): Promise<Added[]> {
  const added = await addPaper(client, source, context.io.now());
  if (added.reason !== 'bad-id' || !(await isFile(source))) return [added];
  return addFile(client, source, context);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

async function row(client: CoreClient, { id, new: isNew }: Added): Promise<string[]> {
  if (id === null) return [];
  const { paper } = await client.papers.get({ id });
  const result = isNew === null ? '' : isNew ? t.add.added : t.add.known;
  return [id, result, paper?.title ?? ''];
}

async function humanText(client: CoreClient, added: Added[], context: Context): Promise<string> {
  const here = added.filter(({ id }) => id !== null);
  const rows = await Promise.all(here.map((each) => row(client, each)));
  if (rows.length === 0) return '';
  const { columns } = t;
  const titles = [{ title: columns.id }, { title: columns.result }, { title: columns.title }];
  return renderTable(titles, rows, context.style);
}

async function add(client: CoreClient, context: Context, sources: string[]): Promise<Outcome> {
  const added: Added[] = [];
  for (const source of sources) {
    // What was added stays added; what was not asked for yet is left out after an interrupt.
    if (context.io.signal.aborted) break;
    added.push(...(await addOne(client, source, context)));
  }
  const failed = added.filter(({ message }) => message !== null);
  const first = failed[0]?.message;
  return {
    json: added,
    human: context.options.json ? '' : await humanText(client, added, context),
    problem: first ? t.add.failed(failed.length, added.length, first) : null,
  };
}

/** `add`: adds papers by arXiv id or address, and those of files. */
export const registerAdd: Register = (program, acts) => {
  program
    .command('add')
    .description(t.add.about)
    .argument('<source...>', t.add.source)
    .action((sources: string[]) =>
      acts.withCore((client, context) => add(client, context, sources)),
    );
};
