import { randomUUID } from 'node:crypto';
import { implement } from '@orpc/server';
import { contract, type ImportReport } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** What comes in from files and goes out into them. */
export function exchangeProcedures({ exchange, exports, references, trash }: Capabilities) {
  const os = implement(contract).exchange;
  return {
    begin: os.begin.handler(({ input }) =>
      exchange.begin({ ...input, savedOn: input.savedOn ?? null }),
    ),
    append: os.append.handler(({ input: { id, offset, data } }) =>
      exchange.append(id, offset, Buffer.from(data, 'base64')),
    ),
    import: os.import.handler(async ({ input }) => {
      const report = await exchange.import(input.id, input.of);
      await restoreOwn(trash, report);
      return report;
    }),
    discard: os.discard.handler(async ({ input }) => {
      await exchange.discard(input.id);
      return {};
    }),
    cite: os.cite.handler(({ input }) => references.cite(input)),
    styles: os.styles.handler(() => references.styles()),
    addStyle: os.addStyle.handler(({ input }) => references.addStyle(input.csl)),
    exportArchive: os.exportArchive.handler(() => exports.exportArchive()),
  };
}

/** Whoever brings a paper's PDF wants to see it, though it was thrown away once. */
async function restoreOwn(
  trash: Capabilities['trash'],
  { layout, ids }: ImportReport,
): Promise<void> {
  if (layout !== 'pdf') return;
  const items = ids.map((id) => ({ kind: 'paper' as const, id }));
  await trash.restore(randomUUID(), items);
}
