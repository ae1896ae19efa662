import { randomBytes } from 'node:crypto';
import { isTargetName, type SyncTarget, type TargetFile, type TargetResult } from './target.ts';
import {
  type WebdavAnswer,
  WebdavConnection,
  type WebdavPlace,
  WebdavTrouble,
} from './webdav-connection.ts';
import { childrenOf, lastOf, readMultistatus, type WebdavEntry } from './webdav-listing.ts';

/** What is being written; nobody reads it. */
const UNFINISHED = '.unfinished-';
const GONE = [404, 409, 410];
const BAD_GATEWAY = 502;
const PROPERTIES =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>';
/** How long cleaning up after a failure may hold that failure back. */
const CLEAN_MS = 3_000;

/** A folder on a WebDAV server. */
export class WebdavTarget implements SyncTarget {
  readonly #server: WebdavConnection;

  /** Throws where the address is none of `http` or `https`. */
  constructor(place: WebdavPlace) {
    this.#server = new WebdavConnection(place);
  }

  /** Makes the folder where it is missing, and tries whether files can be written, read and removed. */
  prepare(): Promise<TargetResult<null>> {
    return this.#try(async () => {
      await this.#makeRoot();
      await this.#filesIn('');
      const name = `probe-${randomBytes(6).toString('hex')}`;
      const bytes = randomBytes(1_000);
      await this.#write(name, bytes);
      try {
        if (Buffer.compare(await this.#read(name), bytes) !== 0) throw new WebdavTrouble('strange');
      } finally {
        await this.#remove(name);
      }
      return null;
    });
  }

  async list(folder: string): Promise<TargetResult<readonly TargetFile[]>> {
    if (folder !== '' && !isTargetName(folder)) throw new Error(`no name of a folder: ${folder}`);
    return this.#try(() => this.#filesIn(folder));
  }

  async read(name: string): Promise<TargetResult<Uint8Array>> {
    check(name);
    return this.#try(() => this.#read(name));
  }

  async write(name: string, bytes: Uint8Array): Promise<TargetResult<null>> {
    check(name);
    return this.#try(() => this.#write(name, bytes));
  }

  async remove(name: string): Promise<TargetResult<null>> {
    check(name);
    return this.#try(() => this.#remove(name));
  }

  async #makeRoot(): Promise<void> {
    const found = await this.#describe('', '0', GONE);
    if (found !== null) return;
    await this.#server.send('MKCOL', '', { allow: [405] });
    await this.#mustHaveRoot();
  }

  /** All files in a folder and below it, one listing each: many servers refuse deep ones. */
  async #filesIn(folder: string): Promise<readonly TargetFile[]> {
    const path = folder === '' ? '' : `${folder}/`;
    const entries = await this.#describe(path, '1', GONE);
    if (entries === null) {
      await this.#mustHaveRoot();
      return [];
    }
    const children = childrenOf(this.#server.root + path, entries);
    if (children === null) throw new WebdavTrouble('strange');
    const named = children
      .map((entry) => ({ ...entry, name: path + lastOf(entry.path).slice(1) }))
      .filter(({ name }) => isTargetName(name));
    const files = named.filter(({ isFolder }) => !isFolder).map(fileOf);
    const folders = named.filter(({ isFolder }) => isFolder);
    const below = await Promise.all(folders.map(({ name }) => this.#filesBelow(name)));
    return [...new Map([...files, ...below.flat()].map((file) => [file.name, file])).values()];
  }

  async #filesBelow(folder: string): Promise<readonly TargetFile[]> {
    return isTargetName(`${folder}/a`) ? this.#filesIn(folder) : [];
  }

  async #read(name: string): Promise<Uint8Array> {
    const answer = await this.#server.send('GET', name, { allow: GONE });
    if (GONE.includes(answer.status)) return this.#missing();
    if (answer.status !== 200) throw new WebdavTrouble('strange');
    if ((await this.#lengthOf(name, answer)) !== answer.bytes.length)
      throw new WebdavTrouble('unreachable');
    return answer.bytes;
  }

  /** How long a file should be; a server that packs it on the way is asked once more. */
  async #lengthOf(name: string, { headers }: WebdavAnswer): Promise<number | null> {
    const said = headers.get('content-encoding') === null ? headers.get('content-length') : null;
    return said === null ? this.#sizeOf(name) : Number(said);
  }

  async #write(name: string, bytes: Uint8Array): Promise<null> {
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const unfinished = `${folder}${UNFINISHED}${randomBytes(6).toString('hex')}`;
    try {
      await this.#put(unfinished, folder, bytes);
      // Some servers take half of a file for all of it.
      if ((await this.#sizeOf(unfinished)) !== bytes.length) throw new WebdavTrouble('strange');
      await this.#move(unfinished, name);
      return null;
    } catch (error) {
      await this.#clean(unfinished);
      throw error;
    }
  }

  async #put(name: string, folder: string, bytes: Uint8Array): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    const first = await this.#server.send('PUT', name, { body: bytes, headers, allow: GONE });
    if (!GONE.includes(first.status)) return;
    await this.#mustHaveRoot();
    const parts = folder.split('/').slice(0, -1);
    for (const n of parts.keys()) {
      const path = `${parts.slice(0, n + 1).join('/')}/`;
      // It may have been made by another machine meanwhile.
      await this.#server.send('MKCOL', path, { allow: [405] });
    }
    await this.#server.send('PUT', name, { body: bytes, headers });
  }

  async #move(from: string, to: string): Promise<void> {
    const url = this.#server.root + to;
    const headers = { Overwrite: 'F', Destination: url };
    const first = await this.#server.send('MOVE', from, { headers, allow: [...GONE, BAD_GATEWAY] });
    if (GONE.includes(first.status)) return this.#missing();
    if (first.status !== BAD_GATEWAY) return;
    // A server behind another may not know itself by the address that its users have.
    const { pathname } = new URL(url);
    await this.#server.send('MOVE', from, { headers: { ...headers, Destination: pathname } });
  }

  async #remove(name: string): Promise<null> {
    const { status } = await this.#server.send('DELETE', name, { allow: GONE });
    if (GONE.includes(status)) await this.#mustHaveRoot();
    return null;
  }

  async #clean(unfinished: string): Promise<void> {
    await this.#server.send('DELETE', unfinished, { timeoutMs: CLEAN_MS }).catch(() => undefined);
  }

  async #sizeOf(name: string): Promise<number | null> {
    const entries = await this.#describe(name, '0', []);
    return entries?.[0]?.bytes ?? null;
  }

  /** What a server says of a path; null where it answers with one of `allow`. */
  async #describe(
    path: string,
    depth: '0' | '1',
    allow: readonly number[],
  ): Promise<readonly WebdavEntry[] | null> {
    const headers = { Depth: depth, 'Content-Type': 'application/xml; charset=utf-8' };
    const request = { headers, body: PROPERTIES, allow };
    const { status, bytes } = await this.#server.send('PROPFIND', path, request);
    if (allow.includes(status)) return null;
    const text = new TextDecoder().decode(bytes);
    const entries = status === 207 ? await readMultistatus(text, this.#server.root + path) : null;
    if (entries === null || entries.length === 0) throw new WebdavTrouble('strange');
    return entries;
  }

  async #missing(): Promise<never> {
    await this.#mustHaveRoot();
    throw new WebdavTrouble('missing');
  }

  /** A root that is gone is a server that lost it, or another address: never an empty target. */
  async #mustHaveRoot(): Promise<void> {
    const found = await this.#describe('', '0', GONE);
    if (found === null) throw new WebdavTrouble('unreachable');
    if (!found[0]!.isFolder) throw new WebdavTrouble('strange');
  }

  async #try<Value>(work: () => Promise<Value>): Promise<TargetResult<Value>> {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      if (error instanceof WebdavTrouble) return { ok: false, reason: error.reason };
      throw error;
    }
  }
}

function fileOf({ name, bytes }: WebdavEntry & { name: string }): TargetFile {
  if (bytes === null) throw new WebdavTrouble('strange');
  return { name, bytes };
}

function check(name: string): void {
  if (!isTargetName(name)) throw new Error(`no name of a target's file: ${name}`);
}
