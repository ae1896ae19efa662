import type { Context, Outcome, Register } from '../command.ts';
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

async function addOne(client: CoreClient, source: string, now: number): Promise<Added> {
  const result =
    source.length <= LONGEST_SOURCE && source !== ''
      ? await client.papers.add({ source })
      : ({ ok: false, reason: 'bad-id' } as const);
  if (result.ok) return { source, id: result.id, new: result.isNew, reason: null, message: null };
  const reason = result.reason === 'upstream' ? result.failure.reason : result.reason;
  return { source, id: null, new: null, reason, message: addMessage(source, result, now) };
}

async function row(client: CoreClient, { id, new: isNew }: Added): Promise<string[]> {
  if (id === null) return [];
  const { paper } = await client.papers.get({ id });
  return [id, isNew ? t.add.added : t.add.known, paper?.title ?? ''];
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
    added.push(await addOne(client, source, context.io.now()));
  }
  const failed = added.filter(({ message }) => message !== null);
  const first = failed[0]?.message;
  return {
    json: added,
    human: context.options.json ? '' : await humanText(client, added, context),
    problem: first ? t.add.failed(failed.length, sources.length, first) : null,
  };
}

/** `add`: adds papers by arXiv id or address. */
export const registerAdd: Register = (program, acts) => {
  program
    .command('add')
    .description(t.add.about)
    .argument('<source...>', t.add.source)
    .action((sources: string[]) =>
      acts.withCore((client, context) => add(client, context, sources)),
    );
};
