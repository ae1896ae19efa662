import { startCouchServer } from '../src-main/core/sync/targets/test-couch-server.ts';

/** A CouchDB in a process of its own; tells its address, and ends with its parent. */
const server = await startCouchServer();
process.send!(server.url);
process.once('disconnect', () => void server.close().then(() => process.exit()));
