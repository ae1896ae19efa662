import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isTargetName, type TargetFile } from './target.ts';

/** The attachment that a document's bytes are in. */
export const CONTENT = 'content';
/**
 * How the names of heads begin. No name has a `/`: proxies tend to decode it, and it would be a path
 * then.
 */
export const HEADS = 'f:';
const PIECES = 'p:';
/** Bytes of a content that lies in its head: a third more bytes, but one request in place of three. */
export const SMALL = 64 * 1024;
/** Bytes of a piece: less than the 1 MiB that proxies let through if nobody told them otherwise. */
export const PIECE = 1_000_000;

const headShape = z.object({
  _rev: z.string(),
  bytes: z.number().int().nonnegative(),
  pieces: z.array(z.string().startsWith(PIECES)),
  _attachments: z
    .object({ [CONTENT]: z.object({ data: z.string().optional() }).optional() })
    .optional(),
});
const rowShape = z.object({
  id: z.string().optional(),
  value: z.object({ rev: z.string() }).nullish(),
  doc: z.object({ bytes: z.unknown() }).partial().nullish(),
});
const rowsShape = z.object({ rows: z.array(rowShape) });
const changeShape = z.object({ id: z.string(), deleted: z.boolean().optional() });
const changesShape = z.object({
  results: z.array(changeShape),
  last_seq: z.union([z.string(), z.number()]),
});

/**
 * What says that a file is there; its id is its name after `f:`, with `:` for `/`. `pieces` are the
 * documents that its content is in, in order; where there are none it is in the head itself.
 */
export type Head = z.infer<typeof headShape>;
/** What the server lists. */
export type Row = z.infer<typeof rowShape>;
/** What changed, and where to go on from. */
export type Changes = z.infer<typeof changesShape>;

/** The head in an answer; null for what is none, as each of these readers. */
export const headIn = (answer: unknown): Head | null => headShape.safeParse(answer).data ?? null;

/** The rows in an answer. */
export const rowsIn = (answer: unknown): readonly Row[] | null =>
  rowsShape.safeParse(answer).data?.rows ?? null;

/** The changes in an answer. */
export const changesIn = (answer: unknown): Changes | null =>
  changesShape.safeParse(answer).data ?? null;

/** Whether an answer says that it was done. */
export const saysDone = (answer: unknown): boolean =>
  z.object({ ok: z.literal(true) }).safeParse(answer).success;

/** Whether an answer is of a database that is there. */
export const isDatabase = (answer: unknown): boolean =>
  z.object({ db_name: z.string() }).safeParse(answer).success;

/** The id of a file's head. */
export function idOf(name: string): string {
  return HEADS + name.replaceAll('/', ':');
}

/** The file that a row of heads is of; none for what somebody else put there. */
export function fileOf({ id = '', doc }: Row): TargetFile[] {
  const name = id.slice(HEADS.length).replaceAll(':', '/');
  return isTargetName(name) && typeof doc?.bytes === 'number' ? [{ name, bytes: doc.bytes }] : [];
}

/** A new head with its content in it. */
export function headWith(bytes: Uint8Array): object {
  const data = Buffer.from(bytes).toString('base64');
  const content = { content_type: 'application/octet-stream', data };
  const attachments = bytes.length === 0 ? {} : { _attachments: { [CONTENT]: content } };
  return { bytes: bytes.length, pieces: [], ...attachments };
}

/** Ids for a content's pieces, which nobody has given before. */
export function newPieces({ length }: Uint8Array): string[] {
  const random = randomBytes(16).toString('hex');
  const numbers = Array.from({ length: Math.ceil(length / PIECE) }, (_, n) => n);
  return numbers.map((n) => `${PIECES}${random}:${String(n).padStart(4, '0')}`);
}
