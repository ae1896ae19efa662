import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realDisk } from './disk.ts';
import { PartFile } from './part-file.ts';
import { removeFolder } from './test-files.ts';
import { makePdf } from './test-pdf.ts';

const PDF = makePdf({ padding: 6_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-part-'));
});
afterAll(() => removeFolder(folder));

async function grown(pieces: readonly Uint8Array[]): Promise<PartFile> {
  const part = await PartFile.begin(realDisk, join(folder, 'one.part'));
  for (const piece of pieces) await part.append(piece);
  await part.close();
  return part;
}

describe('a download as it grows', () => {
  test('[FILE-2] comes to the same file however it is cut into pieces and runs', async () => {
    const cut = fc.integer({ min: 0, max: PDF.length });
    const plan = fc.record({
      cuts: fc.array(cut, { maxLength: 12 }),
      stops: fc.array(fc.boolean()),
    });
    const sha256 = createHash('sha256').update(PDF).digest('hex');
    await fc.assert(
      fc.asyncProperty(plan, async ({ cuts, stops }) => {
        const path = join(folder, 'two.part');
        const edges = [0, ...cuts.toSorted((a, b) => a - b), PDF.length];
        let part = await PartFile.begin(realDisk, path);
        for (let index = 1; index < edges.length; index++) {
          await part.append(PDF.subarray(edges[index - 1], edges[index]));
          if (!stops[index]) continue;
          await part.close();
          part = await PartFile.resume(realDisk, path);
        }
        await part.close();
        expect(part.problem(PDF.length)).toBeNull();
        expect(part.digest()).toBe(sha256);
        expect(readFileSync(path).equals(PDF)).toBe(true);
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  const text = PDF.toString('latin1');
  const cases: [string, string, number | null, string | null][] = [
    ['nothing', '', null, 'empty'],
    ['a mark within the first 1024 bytes', ' '.repeat(1_019) + text, null, null],
    ['a mark after them', ' '.repeat(1_024) + text, null, 'not-pdf'],
    ['an end within the last 2048 bytes', text + '\0'.repeat(2_000), null, null],
    ['an end before them', text + '\0'.repeat(2_060), null, 'truncated'],
    ['less than announced', text, PDF.length + 1, 'truncated'],
    ['more than announced', text, PDF.length - 1, 'damaged'],
  ];

  test.each(cases)('[FILE-2] judges %s', async (_, content, expected, problem) => {
    const part = await grown([Buffer.from(content, 'latin1')]);
    expect(part.problem(expected)).toBe(problem);
  });

  test('[FILE-2] a linearized file that is cut has an end mark, and yet is truncated', async () => {
    const head = (length: number) =>
      `%PDF-1.4\n1 0 obj\n<</Linearized 1/L ${length}/H[8 9]>>\nendobj\n`;
    const whole = Buffer.from(`${`${head(300)}${' '.repeat(200)}%%EOF\n`.padEnd(294)}%%EOF\n`);
    expect((await grown([whole])).problem(null)).toBeNull();
    const cut = whole.subarray(0, whole.indexOf('%%EOF') + 6);
    expect((await grown([cut])).problem(null)).toBe('truncated');
    // Changes that were appended make it longer than it tells.
    expect((await grown([whole, Buffer.from('more\n%%EOF\n')])).problem(null)).toBeNull();
  });
});
