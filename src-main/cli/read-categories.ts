import type { ListingsStatus } from '../../src-shared/contract/index.ts';
import { type Context, type Outcome, onInterrupt } from './command.ts';
import type { CoreClient } from './session.ts';
import { renderTable } from './table.ts';
import { clockTime, t, upstreamMessage } from './texts.ts';

type Read = {
  category: string;
  readAt: string | null;
  reason: string | null;
  message: string | null;
};

function toRead(state: ListingsStatus['categories'][number], now: number): Read {
  const { category, readAt, failure } = state;
  return {
    category,
    readAt: readAt === null ? null : new Date(readAt).toISOString(),
    reason: failure?.reason ?? null,
    message: failure && upstreamMessage(failure, now),
  };
}

function humanText(states: ListingsStatus['categories'], { io, style }: Context): string {
  if (states.length === 0) return `${t.sync.noCategories}\n`;
  const { columns } = t;
  const rows = states.map(({ category, readAt }) => [
    category,
    readAt === null ? t.sync.notRead : clockTime(readAt, io.now()),
  ]);
  return renderTable([{ title: columns.category }, { title: columns.readAt }], rows, style);
}

/** Reads the arXiv categories that the user subscribed to, and says how far each was read. */
export async function readCategories(client: CoreClient, context: Context): Promise<Outcome> {
  const release = onInterrupt(context.io.signal, () => client.listings.cancel());
  try {
    await client.listings.readCategories();
  } finally {
    release();
  }
  const states = (await client.listings.status()).categories;
  const categories = states.map((state) => toRead(state, context.io.now()));
  const failed = categories.flatMap(({ message }) => message ?? []);
  const [first] = failed;
  return {
    json: { categories },
    human: humanText(states, context),
    problem: first ? t.sync.failedCategories(failed.length, categories.length, first) : null,
  };
}
