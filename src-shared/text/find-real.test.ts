import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { joinedHyphens, quadsOf } from '../pdf/index.ts';
import { readPages } from '../pdf/testing-files.ts';
import type { PageText } from '../pdf/types.ts';
import { findIn } from './find.ts';

const folder = path.resolve('..', 'shared', 'fixtures', 'pdf');
const FILES = ['labml__1706.03762.pdf', 'pdfjs__tracemonkey.pdf', 'labml__resnet.pdf'];

async function firstPages(file: string, count: number): Promise<PageText[]> {
  const pages = await readPages(new Uint8Array(readFileSync(path.join(folder, file))), count);
  return pages.map(({ text }) => text);
}

const any = { matchCase: false, wholeWord: true };

/** Every word of a page is found where it stands, and there is something to mark. */
function expectWords(page: PageText, joints: readonly number[]): void {
  const text = { text: page.text, joints };
  for (const { 0: word, index } of page.text.matchAll(/\p{L}{6,}/gu)) {
    const end = index + word.length;
    const found = findIn(text, word.toUpperCase(), any);
    const isAlone = !/[\p{L}\p{N}\u00ad]/u.test(
      (page.text[index - 1] ?? '') + (page.text[end] ?? ''),
    );
    if (!isAlone) continue;
    expect(found, word).toContainEqual({ start: index, end });
    expect(quadsOf(page, index, end).length, word).toBeGreaterThan(0);
  }
}

/** What a line's end parted is found without its hyphen and with one, on both lines. */
function expectParted(page: PageText, joints: readonly number[]): void {
  for (const joint of joints) {
    const before = /\p{L}+$/u.exec(page.text.slice(0, joint))?.[0] ?? '';
    const behind = /^\p{L}+/u.exec(page.text.slice(joint))?.[0] ?? '';
    if (before.length < 2 || behind.length < 2) continue;
    for (const query of [before + behind, `${before}-${behind}`]) {
      const found = findIn({ text: page.text, joints }, query, { ...any, wholeWord: false });
      const here = found.find(({ start, end }) => start < joint && end > joint);
      expect(here, query).toBeDefined();
      expect(quadsOf(page, here!.start, here!.end), query).toHaveLength(2);
    }
  }
}

describe('[READ-3] in real papers', () => {
  for (const file of FILES) {
    test.skipIf(!existsSync(path.join(folder, file)))(`words of ${file} are found`, async () => {
      const pages = await firstPages(file, 3);
      const joints = pages.map(joinedHyphens);
      expect(joints.flat().length).toBeGreaterThan(3);
      for (const [i, page] of pages.entries()) {
        expectWords(page, joints[i]!);
        expectParted(page, joints[i]!);
      }
    });
  }
});
