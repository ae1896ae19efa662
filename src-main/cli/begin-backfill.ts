import { failure, type Outcome } from './command.ts';
import type { CoreClient } from './session.ts';
import { t } from './texts.ts';

/** Hands a range over to the background of the program, which goes on with it while it is open. */
export async function beginBackfill(
  client: CoreClient,
  { from, to }: { from: string; to: string },
): Promise<Outcome> {
  const result = await client.listings.backfill({ from, to });
  if (!result.ok) return failure(result.reason, t.sync.badRange);
  const { backfill } = result;
  const human = `${t.sync.begun(backfill.total, backfill.from, backfill.to)}\n`;
  return { json: { backfill }, human, problem: null };
}
