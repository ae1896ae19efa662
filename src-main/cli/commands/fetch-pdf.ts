import type { FetchResult, FilesStatus } from '../../../src-shared/contract/index.ts';
import { type Context, type Outcome, onInterrupt, type Register } from '../command.ts';
import { type Progress, withProgress } from '../progress.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { clockTime, fileMessage, PDF, sizeText, t } from '../texts.ts';

type Fetched = Pick<FetchResult, 'id' | 'state' | 'bytes' | 'sha256'> & {
  reason: string | null;
  message: string | null;
};

const LONGEST_ID = 200;

function unknownPaper(id: string): Fetched {
  const message = t.show.unknown(id);
  return { id, state: 'none', bytes: null, sha256: null, reason: 'unknown-paper', message };
}

function fetched(result: FetchResult, now: number): Fetched {
  const { id, state, bytes, sha256, reason, retryAt } = result;
  const message = reason === null ? null : fileMessage(reason, retryAt, now);
  return { id, state, bytes, sha256, reason, message };
}

function progressOf(status: FilesStatus, now: number): Progress | null {
  if (status.total === 0) return null;
  const { done, failed, total, active, waitingUntil } = status;
  const bytes = active.reduce((sum, { received }) => sum + received, 0);
  const label =
    waitingUntil === null
      ? t.fetchPdf.fetching(bytes)
      : t.fetchPdf.waiting(clockTime(waitingUntil, now));
  return { done: done + failed, total, label };
}

/** The paper's own id for what the user typed; null where the library has no such paper. */
async function resolveId(client: CoreClient, typed: string): Promise<string | null> {
  if (typed === '' || typed.length > LONGEST_ID) return null;
  return (await client.papers.get({ id: typed })).paper?.id ?? null;
}

async function fetchKnown(client: CoreClient, context: Context, ids: string[]) {
  if (ids.length === 0) return [];
  const release = onInterrupt(context.io.signal, () => client.files.cancel({ ids }));
  try {
    return await withProgress(
      context.io,
      context.options.json,
      async () => progressOf(await client.files.status(), context.io.now()),
      () => client.files.fetch({ ids, first: true, wait: true }),
    );
  } finally {
    release();
  }
}

function humanText(all: readonly Fetched[], context: Context): string {
  const { columns } = t;
  const titles = [
    { title: columns.id },
    { title: columns.pdf },
    { title: columns.size, align: 'right' as const },
    { title: columns.result },
  ];
  const rows = all.map(({ id, state, bytes, message }) => [
    id,
    PDF[state],
    bytes === null ? '' : sizeText(bytes),
    message ?? '',
  ]);
  return renderTable(titles, rows, context.style);
}

/** Why PDFs are not fetched although nothing failed; null where that is not so. */
async function pauseMessage(client: CoreClient, results: readonly Fetched[]) {
  if (results.every(({ state }) => state !== 'queued')) return null;
  return (await client.files.status()).paused ? t.fetchPdf.paused : null;
}

async function fetchPdf(
  client: CoreClient,
  context: Context,
  typed: string[],
  { resume }: { resume?: boolean },
): Promise<Outcome> {
  if (resume) await client.files.resume();
  const asked: { typed: string; id: string | null }[] = [];
  for (const each of typed) asked.push({ typed: each, id: await resolveId(client, each) });
  const ids = [...new Set(asked.flatMap(({ id }) => (id === null ? [] : [id])))];
  const now = context.io.now();
  const answered = (await fetchKnown(client, context, ids)).map((result) => fetched(result, now));
  const paused = await pauseMessage(client, answered);
  const results = answered.map((each) =>
    each.state === 'queued' ? { ...each, message: each.message ?? paused } : each,
  );
  const unknown = asked.filter(({ id }) => id === null).map((each) => unknownPaper(each.typed));
  const all = [...results, ...unknown];
  const failed = all.filter(({ state }) => state !== 'stored');
  const message = failed[0]?.message ?? failed[0]?.state;
  return {
    json: all,
    human: humanText(all, context),
    problem: message ? t.fetchPdf.failed(failed.length, all.length, message) : null,
  };
}

/** `fetch-pdf`: fetches PDFs and waits for them. */
export const registerFetchPdf: Register = (program, acts) => {
  program
    .command('fetch-pdf')
    .description(t.fetchPdf.about)
    .argument('<id...>', t.fetchPdf.id)
    .option('--resume', t.fetchPdf.resume)
    .action((ids: string[], options: { resume?: boolean }) =>
      acts.withCore((client, context) => fetchPdf(client, context, ids, options)),
    );
};
