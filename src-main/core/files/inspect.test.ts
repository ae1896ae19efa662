import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Inspector } from './inspect.ts';
import { removeFolder } from './test-files.ts';
import { laughingForms, makePdf, writePdf } from './test-pdf.ts';

const FIXTURES = join('..', 'shared', 'fixtures', 'pdf');
const never = new AbortController().signal;

let folder: string;
let inspector: Inspector;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-inspect-'));
  inspector = new Inspector();
});

afterEach(async () => {
  await inspector.close();
  removeFolder(folder);
});

function put(name: string, bytes: Buffer | string): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

describe('inspecting', () => {
  test('[FILE-2] counts pages, tells damaged files, and asks for no password', async () => {
    const files = [
      put('seven.pdf', makePdf({ pages: 7 })),
      put('locked.pdf', makePdf({ locked: true })),
      put('damaged.pdf', '%PDF-1.4\nnothing\n%%EOF\n'),
      join(folder, 'absent.pdf'),
    ];
    expect(await Promise.all(files.map((path) => inspector.inspect(path, never)))).toEqual([
      { ok: true, pages: 7 },
      { ok: true, pages: null },
      { ok: false, reason: 'damaged' },
      { ok: false, reason: 'disk-error' },
    ]);
  });

  test('[FILE-2] a file that takes too long is damaged, and the next one is not', async () => {
    const path = put('one.pdf', makePdf());
    const hasty = new Inspector({ fileMs: 0, idleMs: 10_000 });
    expect(await hasty.inspect(path, never)).toEqual({ ok: false, reason: 'damaged' });
    await hasty.close();
    expect(await inspector.inspect(path, never)).toEqual({ ok: true, pages: 1 });
  });

  test('[FILE-2] begins a new worker after the old one was idle', async () => {
    const path = put('one.pdf', makePdf());
    const brief = new Inspector({ fileMs: 10_000, idleMs: 1 });
    expect(await brief.inspect(path, never)).toEqual({ ok: true, pages: 1 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await brief.inspect(path, never)).toEqual({ ok: true, pages: 1 });
    await brief.close();
  });

  test('[FILE-4] a file whose first page takes too long is refused as such', async () => {
    const path = put('laughs.pdf', writePdf({ pages: ['/X0 Do'], forms: laughingForms() }));
    const hasty = new Inspector({ fileMs: 1_000, idleMs: 10_000 });
    expect(await hasty.identify(path, 'laughs.pdf', never)).toEqual({
      ...{ ok: false, reason: 'timeout' },
    });
    await hasty.close();
    expect(await inspector.inspect(path, never)).toEqual({ ok: true, pages: 1 });
  });

  test('[FILE-2] rejects when it is aborted', async () => {
    const path = put('one.pdf', makePdf());
    await expect(inspector.inspect(path, AbortSignal.abort())).rejects.toThrow();
  });

  test.skipIf(!existsSync(FIXTURES))('[FILE-2] opens real PDFs', async () => {
    const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.pdf'));
    const damaged: string[] = [];
    for (const name of names) {
      const { ok } = await inspector.inspect(join(FIXTURES, name), never);
      if (!ok) damaged.push(name);
    }
    expect(names.length).toBeGreaterThan(5);
    // Broken on purpose: it has no catalog to be found.
    expect(damaged.filter((name) => name !== 'pdfjs__bug1020226.pdf')).toEqual([]);
  });
});
