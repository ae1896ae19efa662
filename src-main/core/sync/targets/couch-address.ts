/** Where a CouchDB database is, and who asks. */
export type CouchAddress = {
  /** Of the server, without a name and password in it; with the path that a proxy puts before it. */
  readonly url: string;
  readonly database: string;
  /** Empty where none is needed. */
  readonly user: string;
  readonly password: string;
};

/** What CouchDB takes for a database's name. */
const DATABASE = /^[a-z][a-z0-9_$()+/-]*$/;

/**
 * Takes a database's full address apart, as in `https://name:password@host:5984/library`; null for
 * what is none.
 */
export function couchAddress(text: string): CouchAddress | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') return null;
  try {
    const path = url.pathname.split('/').filter((part) => part !== '');
    const database = decodeURIComponent(path.pop() ?? '');
    if (!DATABASE.test(database)) return null;
    const user = decodeURIComponent(url.username);
    const password = decodeURIComponent(url.password);
    return { url: [url.origin, ...path].join('/'), database, user, password };
  } catch {
    return null;
  }
}
