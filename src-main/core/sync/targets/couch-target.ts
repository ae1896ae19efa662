import { randomBytes } from 'node:crypto';
import type { CouchAddress } from './couch-address.ts';
import { CouchClient } from './couch-client.ts';
import {
  CONTENT,
  fileOf,
  HEADS,
  type Head,
  headIn,
  headWith,
  idOf,
  isDatabase,
  newPieces,
  PIECE,
  type Row,
  rowsIn,
  SMALL,
  saysDone,
} from './couch-documents.ts';
import { watchChanges } from './couch-watch.ts';
import {
  isTargetName,
  type SyncTarget,
  type TargetFile,
  type TargetReason,
  type TargetResult,
} from './target.ts';

/** A database, and how patient to be with its server. */
export type CouchTargetOptions = CouchAddress & {
  /** So long nothing at all may come from the server; a minute, if it is not said. */
  readonly timeoutMs?: number;
};

/** Files in one answer to a listing. */
const PAGE = 1_000;
/** After every letter of a name. */
const LAST = '\ufff0';
/** Why a document was not made, or was before. */
const CERTAIN: ReadonlySet<TargetReason> = new Set(['exists', 'refused', 'full']);

const done: TargetResult<null> = { ok: true, value: null };
const strange = { ok: false, reason: 'strange' } as const;
const unreachable = { ok: false, reason: 'unreachable' } as const;

/**
 * A CouchDB database, of one node or of a cluster. A file is a head document that is written last, and
 * the pieces of its content under a random name, so nobody sees half a file; a document is never
 * changed, only made and removed. Pieces whose head never came stay where a run was cut off: with
 * clocks that may be wrong by years nobody can tell them from what is just being written.
 *
 * What a cluster adds: a node answers 202 in place of 201 where fewer nodes took a document than
 * should have, which counts as written, as the others get it from that one and it cannot change in
 * between. A node that lags lists a file late, or has its head before its pieces; both are what
 * readers expect of every target. Two nodes that take a head of the same name at once keep one of
 * them for all, which is why names that machines choose on their own have to be random.
 */
export class CouchTarget implements SyncTarget {
  readonly #client: CouchClient;

  constructor(options: CouchTargetOptions) {
    this.#client = new CouchClient(options, options.timeoutMs);
  }

  /**
   * Makes the database, if it is not there and the user may, and shows that a file can be written to
   * it, read and removed again.
   */
  async prepare(): Promise<TargetResult<null>> {
    const there = await this.#client.json({});
    if (!there.ok && there.reason !== 'missing') return there;
    if (there.ok && !isDatabase(there.value)) return strange;
    const made = there.ok ? there : await this.#client.json({ method: 'PUT' });
    if (!made.ok && made.reason !== 'exists') return made;
    return this.#probe();
  }

  async list(folder: string): Promise<TargetResult<readonly TargetFile[]>> {
    const start = folder === '' ? HEADS : idOf(`${folder}/`);
    const files: TargetFile[] = [];
    for (let from: string | null = start; from !== null; ) {
      const page = await this.#rows(from, start + LAST);
      if (!page.ok) return page.reason === 'missing' ? unreachable : page;
      files.push(...page.value.slice(0, PAGE).flatMap(fileOf));
      const next = page.value[PAGE]?.id ?? null;
      // It does not look at what it is asked, and would do so for ever.
      if (next === from) return strange;
      from = next;
    }
    return { ok: true, value: files };
  }

  async read(name: string): Promise<TargetResult<Uint8Array>> {
    const head = await this.#head(name, true);
    if (!head.ok) return head.reason === 'missing' ? this.#missing() : head;
    const { bytes, pieces, _attachments } = head.value;
    const small = Buffer.from(_attachments?.[CONTENT]?.data ?? '', 'base64');
    const content =
      pieces.length === 0 ? { ok: true as const, value: small } : await this.#join(pieces, bytes);
    if (content.ok && content.value.length !== bytes) return strange;
    if (!content.ok) return content;
    const { buffer, byteOffset, length } = content.value;
    return { ok: true, value: new Uint8Array(buffer, byteOffset, length) };
  }

  async write(name: string, bytes: Uint8Array): Promise<TargetResult<null>> {
    const path = pathOf(name);
    if (bytes.length <= SMALL) return this.#put(path, headWith(bytes));
    const there = await this.#head(name);
    if (there.ok) return { ok: false, reason: 'exists' };
    if (there.reason !== 'missing') return there;
    const pieces = newPieces(bytes);
    const sent = await this.#putPieces(pieces, bytes);
    if (sent.ok) return this.#putHead(name, { bytes: bytes.length, pieces });
    if (sent.reason !== 'unreachable') await this.#removePieces(pieces);
    return sent;
  }

  async remove(name: string): Promise<TargetResult<null>> {
    const head = await this.#head(name);
    if (!head.ok) return head.reason === 'missing' ? this.#gone() : head;
    const gone = await this.#client.json({
      method: 'DELETE',
      path: pathOf(name),
      query: { rev: head.value._rev },
    });
    // Somebody else was faster.
    if (!gone.ok && gone.reason !== 'missing' && gone.reason !== 'exists') return gone;
    await this.#removePieces(head.value.pieces);
    return done;
  }

  watch(tell: () => void): () => void {
    return watchChanges(this.#client, (id) => id.startsWith(HEADS), tell);
  }

  async #head(name: string, withContent = false): Promise<TargetResult<Head>> {
    const query = withContent ? { attachments: 'true' } : undefined;
    const found = await this.#client.json({ path: pathOf(name), query });
    if (!found.ok) return found;
    const head = headIn(found.value);
    return head ? { ok: true, value: head } : strange;
  }

  /** A database that is not there is never an empty target. */
  async #missing(): Promise<TargetResult<never>> {
    const there = await this.#client.json({});
    if (there.ok) return { ok: false, reason: 'missing' };
    return there.reason === 'missing' ? unreachable : there;
  }

  async #gone(): Promise<TargetResult<null>> {
    const missing = await this.#missing();
    return !missing.ok && missing.reason === 'missing' ? done : missing;
  }

  async #rows(from: string, to: string): Promise<TargetResult<readonly Row[]>> {
    const [startkey, endkey] = [JSON.stringify(from), JSON.stringify(to)];
    const query = { startkey, endkey, include_docs: 'true', limit: String(PAGE + 1) };
    const page = await this.#client.json({ path: ['_all_docs'], query });
    if (!page.ok) return page;
    const rows = rowsIn(page.value);
    return rows ? { ok: true, value: rows } : strange;
  }

  /** Each piece goes to its place as it comes: to join them at the end would keep others waiting. */
  async #join(pieces: readonly string[], bytes: number): Promise<TargetResult<Uint8Array>> {
    if (bytes > pieces.length * PIECE) return strange;
    const whole = new Uint8Array(bytes);
    let at = 0;
    for (const piece of pieces) {
      const one = await this.#client.bytes({ path: [piece, CONTENT] });
      if (!one.ok) return one.reason === 'missing' ? this.#missing() : one;
      if (at + one.value.length > bytes) return strange;
      whole.set(one.value, at);
      at += one.value.length;
    }
    return at === bytes ? { ok: true, value: whole } : strange;
  }

  async #putPieces(pieces: readonly string[], bytes: Uint8Array): Promise<TargetResult<null>> {
    for (const [n, piece] of pieces.entries()) {
      const body = bytes.subarray(n * PIECE, (n + 1) * PIECE);
      const put = await this.#put([piece, CONTENT], body);
      if (!put.ok) return put;
    }
    return done;
  }

  /** Pieces stay where a head may speak of them: its answer got lost, or somebody sent it twice. */
  async #putHead(name: string, head: Omit<Head, '_rev'>): Promise<TargetResult<null>> {
    const put = await this.#put(pathOf(name), head);
    if (put.ok || !CERTAIN.has(put.reason)) return put;
    const there = await this.#head(name);
    if (there.ok && there.value.pieces[0] === head.pieces[0]) return done;
    if (there.ok || there.reason === 'missing') await this.#removePieces(head.pieces);
    return put;
  }

  async #put(path: readonly string[], body: unknown): Promise<TargetResult<null>> {
    const put = await this.#client.json({ method: 'PUT', path, body });
    if (put.ok) return saysDone(put.value) ? done : strange;
    return put.reason === 'missing' ? unreachable : put;
  }

  /** What stays of pieces that nobody asks for any more does no harm, so this need not succeed. */
  async #removePieces(pieces: readonly string[]): Promise<void> {
    if (pieces.length === 0) return;
    const found = await this.#client.json({
      method: 'POST',
      path: ['_all_docs'],
      body: { keys: pieces },
    });
    const rows = found.ok ? (rowsIn(found.value) ?? []) : [];
    const docs = rows.flatMap(({ id, value }) =>
      value ? { _id: id, _rev: value.rev, _deleted: true } : [],
    );
    await this.#client.json({ method: 'POST', path: ['_bulk_docs'], body: { docs } });
  }

  /** A file as large as any piece, so that what a proxy does not let through is known at once. */
  async #probe(): Promise<TargetResult<null>> {
    const name = `probe/${randomBytes(8).toString('hex')}`;
    const bytes = randomBytes(PIECE);
    const written = await this.write(name, bytes);
    const read = written.ok ? await this.read(name) : written;
    const removed = written.ok ? await this.remove(name) : written;
    if (!read.ok) return read;
    return Buffer.compare(read.value ?? bytes, bytes) === 0 ? removed : strange;
  }
}

function pathOf(name: string): readonly string[] {
  if (!isTargetName(name)) throw new Error(`no name of a target's file: ${name}`);
  return [idOf(name)];
}
