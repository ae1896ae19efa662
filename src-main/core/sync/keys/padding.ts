/** Sizes below this one are all the same. */
const LEAST = 1024;

/** Bytes before what is padded: which padding it is, then how many of the bytes count. */
export const PADDING_HEAD = 8;
const FORMAT = 1;
const ZEROS = new Uint8Array(64 * 1024);

/**
 * The size that so many bytes are padded to: at most 12 % more, and so few different ones that a size
 * tells little (Padmé, of Nikitin and others, 2019).
 */
export function paddedSize(bytes: number): number {
  const size = Math.max(LEAST, bytes);
  const exponent = Math.floor(Math.log2(size));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(size / step) * step;
}

/** The size of what `padded` gives for so many bytes. */
export function sizeWithPadding(bytes: number): number {
  return paddedSize(PADDING_HEAD + bytes);
}

/** The bytes with their head and their padding, in pieces of at most 64 KiB. */
export function* padded(bytes: Uint8Array): Generator<Uint8Array> {
  const head = new DataView(new ArrayBuffer(PADDING_HEAD));
  head.setBigUint64(0, BigInt(bytes.length));
  head.setUint8(0, FORMAT);
  yield new Uint8Array(head.buffer);
  for (let at = 0; at < bytes.length; at += ZEROS.length)
    yield bytes.subarray(at, at + ZEROS.length);
  let left = sizeWithPadding(bytes.length) - PADDING_HEAD - bytes.length;
  for (; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, left);
}

/** What was padded; null where this is not what `padded` gives. */
export function unpadded(whole: Uint8Array): Uint8Array | null {
  if (whole.length < PADDING_HEAD || whole[0] !== FORMAT) return null;
  const head = new DataView(whole.buffer, whole.byteOffset, PADDING_HEAD);
  const length = Number(head.getBigUint64(0) & 0xff_ffff_ffff_ffffn);
  const end = PADDING_HEAD + length;
  return end <= whole.length ? whole.subarray(PADDING_HEAD, end) : null;
}
