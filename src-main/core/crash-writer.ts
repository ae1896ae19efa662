import { randomUUID } from 'node:crypto';
import { highlightOf, openTestCore } from './test-core.ts';

/**
 * For the crash test: makes highlights one after the other, and prints each one's id once the core
 * has acknowledged it, until it is killed.
 */
const [, , dataDir = '', paperId = ''] = process.argv;
const { client } = await openTestCore(dataDir);
for (;;) {
  const id = randomUUID();
  const annotation = highlightOf(id, paperId);
  await client.annotations.create({ mutationId: `mutation-${id}`, annotation });
  process.stdout.write(`${id}\n`);
}
