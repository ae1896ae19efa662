import { crc32, deflateSync } from 'node:zlib';
import { randomOf } from '../corpus/random.ts';

const width = 240;
const height = 126;

/** A calm picture that belongs to a paper: a wash of colour with a curve. A valid PNG, about 3 KB. */
export function thumbnailPng(paperId: string): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels(paperId))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** Rows of RGB, each after a zero byte that says "no filter". */
function pixels(paperId: string): Buffer {
  const random = randomOf('thumbnail', paperId);
  const base = [random.int(200, 240), random.int(205, 240), random.int(200, 235)];
  const ink = [random.int(20, 130), random.int(70, 130), random.int(80, 150)];
  const [phase, waves] = [random.next() * 6, 1 + random.next() * 2];
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let x = 0; x < width; x++) {
    const level = height * (0.55 + 0.25 * Math.sin(phase + (waves * x * 6) / width));
    for (let y = 0; y < height; y++) {
      const share = y > level ? 0.75 : y > level - 14 ? 0.35 : 0;
      const at = y * (width * 3 + 1) + 1 + x * 3;
      for (let c = 0; c < 3; c++) rows[at + c] = base[c]! * (1 - share) + ink[c]! * share;
    }
  }
  return rows;
}
