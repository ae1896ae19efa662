import { UpstreamError } from './failure.ts';
import type { Watch } from './watch.ts';

/** How much of a body is taken, and how long it may pause. */
export type BodyLimits = { readonly maxBytes: number; readonly idleMs: number };

/**
 * The body piece by piece. Throws `UpstreamError`: `too-large`, `timeout`, `cancelled`, or `offline`
 * where the connection broke.
 */
export async function* readBody(
  response: Response,
  watch: Watch,
  { maxBytes, idleMs }: BodyLimits,
): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  let received = 0;
  try {
    for (;;) {
      const { done, value } = await watch.within(idleMs, reader.read(), response.status);
      if (done) return;
      received += value.byteLength;
      if (received > maxBytes) throw new UpstreamError('too-large', response.status);
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** The whole body as UTF-8 text, without a byte order mark. */
export async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

/** Whether a text is a web page, which upstreams send in place of an answer at times. */
export function isHtml(text: string): boolean {
  return /^\s*(<!--[\s\S]{0,2000}?-->\s*)*<(!doctype\s+html|html)\b/i.test(text.slice(0, 4096));
}
