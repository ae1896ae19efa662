import type {
  ListingsStatus,
  SyncReport,
  SyncRequest,
} from '../../../src-shared/contract/index.ts';
import { beginBackfill } from '../begin-backfill.ts';
import { type Context, type Outcome, onInterrupt, type Register } from '../command.ts';
import { type Chosen, chooseDays, type DayChoice, MAX_RECENT_DAYS } from '../days.ts';
import { parseDay, parseMonth, parseWeek, wholeNumber } from '../parsers.ts';
import { type Progress, withProgress } from '../progress.ts';
import { readCategories } from '../read-categories.ts';
import type { CoreClient } from '../session.ts';
import { renderTable } from '../table.ts';
import { t, upstreamMessage } from '../texts.ts';

type Failure = { date: string; reason: string; message: string };
type Days = SyncReport['days'];

function progressOf(status: ListingsStatus): Progress | null {
  if (status.state === 'idle') return null;
  const label = status.state === 'waiting' ? t.sync.waiting : t.sync.fetching(status.day);
  return { done: status.done, total: status.total, label };
}

function summary(days: Days): string {
  const sum = (key: 'papers' | 'new' | 'changed') => days.reduce((all, day) => all + day[key], 0);
  return `${t.sync.done(sum('papers'), sum('new'), sum('changed'))}\n`;
}

function humanText(days: Days, context: Context): string {
  if (days.length === 0) return '';
  const { columns } = t;
  const table = renderTable(
    [
      { title: columns.day },
      { title: columns.papers, align: 'right' },
      { title: columns.new, align: 'right' },
      { title: columns.changed, align: 'right' },
    ],
    days.map((day) => [day.date, `${day.papers}`, `${day.new}`, `${day.changed}`]),
    context.style,
  );
  return days.length === 1 ? table : table + summary(days);
}

function outcome(report: SyncReport, context: Context): Outcome {
  const now = context.io.now();
  const failures: Failure[] = report.failures.map(({ date, failure }) => ({
    date,
    reason: failure.reason,
    message: upstreamMessage(failure, now),
  }));
  const { days } = report;
  const [first] = failures;
  const asked = days.length + failures.length;
  return {
    json: { days, failures },
    human: asked === 0 ? `${t.sync.none}\n` : humanText(days, context),
    problem: first ? t.sync.failed(failures.length, asked, first.message) : null,
  };
}

async function sync(client: CoreClient, context: Context, request: SyncRequest): Promise<Outcome> {
  const release = onInterrupt(context.io.signal, () => client.listings.cancel());
  try {
    const report = await withProgress(
      context.io,
      context.options.json,
      async () => progressOf(await client.listings.status()),
      () => client.listings.sync(request),
    );
    return outcome(report, context);
  } finally {
    release();
  }
}

function carryOut(client: CoreClient, context: Context, chosen: Chosen): Promise<Outcome> {
  if (chosen.kind === 'backfill') return beginBackfill(client, chosen);
  if (chosen.kind === 'categories') return readCategories(client, context);
  return sync(client, context, chosen.request);
}

/** `sync`: fetches listings of days, of what trends, of arXiv's categories. */
export const registerSync: Register = (program, acts) => {
  program
    .command('sync')
    .description(t.sync.about)
    .option('--date <day>', t.sync.date, parseDay)
    .option('--from <day>', t.sync.from, parseDay)
    .option('--to <day>', t.sync.to, parseDay)
    .option('--days <count>', t.sync.days, wholeNumber(1, MAX_RECENT_DAYS))
    .option('--week <week>', t.sync.week, parseWeek)
    .option('--month <month>', t.sync.month, parseMonth)
    .option('--trending', t.sync.trending)
    .option('--categories', t.sync.categories)
    .option('--background', t.sync.background)
    .action(async (choice: DayChoice, command) => {
      const result = chooseDays(choice, acts.io.now());
      if (!result.ok) return command.error(t.sync.problems[result.reason]);
      return acts.withCore((client, context) => carryOut(client, context, result.chosen));
    });
};
