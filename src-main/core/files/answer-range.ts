/** What lets a partial download go on: only of the same bytes. */
export type PartIdentity = {
  /** A strong ETag, or else a Last-Modified date, for `If-Range`. */
  readonly validator: string;
  /** Bytes of the whole file; null where the upstream does not say. */
  readonly expected: number | null;
};

/** `Content-Range: bytes 200-999/1000` as numbers; `total` is null for `*`. Undefined where it is none. */
export function contentRange(
  headers: Headers,
): { readonly start: number; readonly total: number | null } | undefined {
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(headers.get('content-range')?.trim() ?? '');
  if (!match) return undefined;
  return { start: Number(match[1]), total: match[3] === '*' ? null : Number(match[3]) };
}

/** The bytes that an answer with the whole file announces; null where it does not. */
export function announcedLength(headers: Headers): number | null {
  const text = headers.get('content-length');
  // The length of an encoded body is not that of the file.
  return text === null || isEncoded(headers) ? null : Number(text);
}

/** The identity of a whole file that is about to arrive; null where it could not be gone on with. */
export function identityOf(headers: Headers): PartIdentity | null {
  const etag = headers.get('etag');
  const validator = etag?.startsWith('"') ? etag : headers.get('last-modified');
  if (validator === null || isEncoded(headers)) return null;
  return { validator, expected: announcedLength(headers) };
}

function isEncoded(headers: Headers): boolean {
  return !['identity', null].includes(headers.get('content-encoding'));
}
