import type {
  ListingsStatus,
  SyncReport,
  SyncRequest,
} from '../../../src-shared/contract/index.ts';
import { type Context, type Outcome, onInterrupt, type Register } from '../command.ts';
import { chooseDays, type DayChoice, MAX_RECENT_DAYS } from '../days.ts';
import { parseDay, wholeNumber } from '../parsers.ts';
import { type Progress, withProgress } from '../progress.ts';
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
    human: humanText(days, context),
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

/** `sync`: fetches listings of days. */
export const registerSync: Register = (program, acts) => {
  program
    .command('sync')
    .description(t.sync.about)
    .option('--date <day>', t.sync.date, parseDay)
    .option('--from <day>', t.sync.from, parseDay)
    .option('--to <day>', t.sync.to, parseDay)
    .option('--days <count>', t.sync.days, wholeNumber(1, MAX_RECENT_DAYS))
    .action(async (choice: DayChoice, command) => {
      const chosen = chooseDays(choice, acts.io.now());
      if (!chosen.ok) return command.error(t.sync.problems[chosen.reason]);
      return acts.withCore((client, context) => sync(client, context, chosen.request));
    });
};
