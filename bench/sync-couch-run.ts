import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { LibraryStore } from '../src-main/core/store/index.ts';
import { timed } from './measure.ts';

/** The user's collections that are measured; a CouchDB has a database for each. */
const COLLECTIONS = ['states', 'annotations', 'notes'] as const;
/** Rows of a request; RxDB's own default is 100. */
const BATCH = 500;

/** Sends or fetches the user's documents of a library by RxDB's replication; milliseconds. */
async function replicate(folder: string, url: string, way: 'push' | 'pull'): Promise<number> {
  const store = await LibraryStore.open(folder);
  const elapsed = await timed(async () => {
    for (const name of COLLECTIONS) {
      const replication = replicateCouchDB({
        replicationIdentifier: `bench-${name}`,
        collection: store.collections[name] as never,
        url: `${url}/${name}/`,
        live: false,
        waitForLeadership: false,
        [way]: { batchSize: BATCH },
      });
      replication.error$.subscribe((error) => {
        throw error;
      });
      await replication.awaitInitialReplication();
      await replication.awaitInSync();
      await replication.cancel();
    }
  });
  await store.close();
  return elapsed;
}

if (import.meta.main) {
  const [folder = '', url = '', way = ''] = process.argv.slice(2);
  if (way === 'push') {
    for (const name of COLLECTIONS) await fetch(`${url}/${name}`, { method: 'PUT' });
  }
  console.log(JSON.stringify(await replicate(folder, url, way as 'push' | 'pull')));
}
