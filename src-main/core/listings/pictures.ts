import type { UpstreamFailure } from '../../../src-shared/contract/index.ts';
import type { Http } from './http/index.ts';

/** What a picture is, told by its first bytes and not by what the answer calls itself. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif';

/** A small picture, whole. */
export type Picture = { readonly type: PictureType; readonly bytes: Uint8Array };

/**
 * A picture, or why there is none. `foreign`: its address is not of a host that was set up, and
 * nothing was asked (SAFE-5); `not-a-picture`: something else came, SVG included.
 */
export type PictureResult =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly reason: 'foreign' | 'not-a-picture' }
  | { readonly ok: false; readonly reason: 'upstream'; readonly failure: UpstreamFailure };

/** Thumbnails have some hundred KiB. */
const MAX_BYTES = 4 * 1024 * 1024;
const NOT_A_PICTURE = { ok: false, reason: 'not-a-picture' } as const;

/**
 * Fetches a picture of a paper, such as `UpstreamPaper.thumbnail`, from Hugging Face's own hosts
 * (`PICTURE_ORIGINS`) at the pace for pictures. The same address may be asked for at any time; keeping
 * what came is the caller's part.
 */
export async function fetchPicture(
  http: Http,
  url: string,
  signal?: AbortSignal,
): Promise<PictureResult> {
  if (!URL.canParse(url)) return { ok: false, reason: 'foreign' };
  const request = { url, signal, purpose: 'media', maxBytes: MAX_BYTES, attempts: 2 } as const;
  const answer = await http.exchange(request, async ({ body }) => joined(body));
  if (answer.ok) return toPicture(answer.value);
  const { failure } = answer;
  const wasNotAsked = failure.reason === 'refused' && failure.status === null;
  return wasNotAsked
    ? { ok: false, reason: 'foreign' }
    : { ok: false, reason: 'upstream', failure };
}

async function joined(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

function toPicture(bytes: Uint8Array): PictureResult {
  const type = pictureTypeOf(bytes);
  return type ? { ok: true, picture: { type, bytes } } : NOT_A_PICTURE;
}

/** What kind of picture begins with these bytes; undefined for any other content. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  return /^RIFF[\s\S]{4}WEBP/.test(start) ? 'image/webp' : undefined;
}
