import { randomUUID } from 'node:crypto';
import { openTestCore } from './test-core.ts';

/**
 * For the crash test: tags many papers at once and takes every second act back, and prints what it
 * asks (`?`) and what the core has acknowledged (`+`, `-`), until it is killed.
 */
const [, , dataDir = '', count = ''] = process.argv;
const ids = Array.from({ length: Number(count) }, (_, n) => `arxiv:2606.${10_000 + n}`);
const { client } = await openTestCore(dataDir);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
for (let round = 0; ; round++) {
  const tag = randomUUID();
  say(`?${tag}`);
  await client.papers.updateMany({ mutationId: tag, ids, patch: { tagsAdded: [tag] } });
  say(`+${tag}`);
  if (round % 2 === 0) continue;
  say(`!${tag}`);
  await client.acts.undo({ mutationId: randomUUID(), of: [tag] });
  say(`-${tag}`);
}
