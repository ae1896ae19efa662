import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { highlightOf } from '../../test-core.ts';
import { Machines } from './test-machine.ts';

/**
 * For the crash test: a machine that makes highlights, writes into one note, tags a paper, deletes
 * some highlights, and synchronises all the while. It prints what the core has acknowledged, and when
 * a run came to its end, until it is killed.
 */
const [, , root = '', name = '', paperId = ''] = process.argv;
const machines = new Machines(root);
/** One who is at a window leaves the core's thread to others between two acts. */
const PAUSE_MS = 5;
const say = async (...words: string[]): Promise<void> => {
  process.stdout.write(`${words.join(' ')}\n`);
  await sleep(PAUSE_MS);
};

await machines.on(name, async (client) => {
  const edit = async (): Promise<void> => {
    for (const made: string[] = []; ; ) {
      const id = randomUUID();
      const annotation = highlightOf(id, paperId);
      await client.annotations.create({ mutationId: `mutation-${id}`, annotation });
      await say('made', id);
      made.push(id);
      await machines.write(client, paperId, id);
      await say('wrote', id);
      const tagged = { ids: [paperId], patch: { tagsAdded: [id] } };
      await client.papers.updateMany({ mutationId: `tag-${id}`, ...tagged });
      await say('tagged', id);
      if (made.length % 5 !== 0) continue;
      const gone = made.shift()!;
      await say('deletes', gone);
      const patch = { deleted: true };
      await client.annotations.update({ mutationId: `deletion-${gone}`, id: gone, patch });
      await say('deleted', gone);
    }
  };
  const synchronise = async (): Promise<void> => {
    for (;;) {
      const run = await client.sync.run({});
      await say(run.ok ? 'synced' : run.reason);
      if (!run.ok && run.reason === 'would-delete') await client.sync.run({ choice: 'delete' });
    }
  };
  await Promise.all([edit(), synchronise()]);
});
