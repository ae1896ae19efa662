/** Bytes beyond which a file is no listing, and text of it might not fit into a string. */
export const MAX_PAGE_BYTES = 128 * 1024 * 1024;
/** How much of a text is looked at to tell it from a binary file. */
const SAMPLE = 1 << 20;
const MAX_CONTROL_SHARE = 0.05;
/** How much is looked at to tell damaged UTF-8 from another encoding. */
const MAX_DOUBT = 1 << 22;
/** Bytes of another encoding are seldom well-formed UTF-8; so much does each such character count. */
const RARE_BY_CHANCE = 3;
const NOT_TEXT = { ok: false, reason: 'not-a-listing' } as const;

/** The text of a file, or why it has none. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'too-long' | 'not-a-listing' };

/**
 * Decodes UTF-8 with and without BOM, UTF-16 with BOM, and Windows-1252, which is told by bytes that
 * are no UTF-8. Lines end with `\n` in the answer, and NUL characters are gone. Linear.
 */
export function decodePage(bytes: Uint8Array): Decoded {
  if (bytes.length > MAX_PAGE_BYTES) return { ok: false, reason: 'too-long' };
  const utf16 = utf16Of(bytes);
  if (!utf16 && isBinary(bytes.length, (at) => bytes[at]!)) return NOT_TEXT;
  const text = withoutNul(utf16 ? new TextDecoder(utf16).decode(bytes) : decodeBytes(bytes));
  if (utf16 && isBinary(text.length, (at) => text.charCodeAt(at))) return NOT_TEXT;
  return { ok: true, text: text.includes('\n') ? text : text.replaceAll('\r', '\n') };
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(isMostlyUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
  }
}

/** One damaged byte does not make UTF-8 another encoding: what there is more of decides. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, MAX_DOUBT));
  let balance = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) balance += code === 0xfffd ? -1 : RARE_BY_CHANCE;
  }
  return balance > 0;
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** Told by control characters; NUL is none, for it is let through. */
function isBinary(length: number, codeAt: (at: number) => number): boolean {
  const end = Math.min(length, SAMPLE);
  let controls = 0;
  for (let at = 0; at < end; at++) if (isControl(codeAt(at))) controls++;
  return controls > end * MAX_CONTROL_SHARE;
}

/** C0 without NUL and white space, and DEL. */
function isControl(code: number): boolean {
  return (code > 0 && code < 0x09) || (code > 0x0d && code < 0x20) || code === 0x7f;
}
