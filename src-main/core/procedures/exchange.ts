import { implement } from '@orpc/server';
import { contract } from '../../../src-shared/contract/index.ts';
import type { Capabilities } from '../capabilities.ts';

/** What comes in from files and goes out into them. */
export function exchangeProcedures({ exchange, exports }: Capabilities) {
  const os = implement(contract).exchange;
  return {
    begin: os.begin.handler(({ input }) =>
      exchange.begin({ ...input, savedOn: input.savedOn ?? null }),
    ),
    append: os.append.handler(({ input: { id, offset, data } }) =>
      exchange.append(id, offset, Buffer.from(data, 'base64')),
    ),
    import: os.import.handler(({ input }) => exchange.import(input.id)),
    discard: os.discard.handler(async ({ input }) => {
      await exchange.discard(input.id);
      return {};
    }),
    exportArchive: os.exportArchive.handler(() => exports.exportArchive()),
  };
}
