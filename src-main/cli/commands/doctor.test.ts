import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoUpstream, startDemoUpstream } from '../../demo/index.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const NOISE = Buffer.alloc(4096, 0xa5);
let upstream: DemoUpstream;
let folder: string;

beforeAll(async () => {
  upstream = await startDemoUpstream({ today: '2026-06-15', days: 2 });
});
afterAll(() => upstream.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offprint-damage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };

function offprint(...args: string[]): Promise<Ended> {
  const { origin } = upstream;
  const env = {
    ...process.env,
    OFFPRINT_HF_ORIGIN: origin,
    OFFPRINT_ARXIV_ORIGIN: origin,
    OFFPRINT_ARXIV_PDF_ORIGIN: origin,
  };
  return new Promise((resolve) => {
    const argv = [MAIN, '--data-dir', folder, ...args];
    execFile(process.execPath, argv, { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

type Finding = { kind: string; subject: string; message: string; repaired: boolean };

async function doctor(...flags: string[]): Promise<{ ok: boolean; findings: Finding[] }> {
  return JSON.parse((await offprint('doctor', '--json', ...flags)).stdout);
}

const kindsOf = ({ findings }: { findings: Finding[] }) => findings.map(({ kind }) => kind).sort();

const at = (...parts: string[]) => join(folder, ...parts);

/** Writes noise over a page that lies this far into a file. */
function damagePage(path: string, share: number): void {
  const pages = Math.floor(statSync(path).size / 4096);
  const file = openSync(path, 'r+');
  writeSync(file, NOISE, 0, NOISE.length, Math.max(1, Math.floor(pages * share)) * 4096);
  closeSync(file);
}

function put(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const yesterday = new Date(Date.now() - 86_400_000);
  utimesSync(path, yesterday, yesterday);
}

/** Papers, some of them with PDFs (the upstream has empty ones as well), and a backup. */
async function makeLibrary(): Promise<string[]> {
  await offprint('sync', '--date', '2026-06-15');
  const papers = JSON.parse((await offprint('list', '--json', '--limit', '8')).stdout);
  const ids = papers.map(({ id }: { id: string }) => id);
  const fetched = JSON.parse((await offprint('fetch-pdf', '--json', ...ids)).stdout);
  await offprint('backup');
  return fetched.flatMap(({ sha256 }: { sha256: string | null }) => sha256 ?? []);
}

/** Titles by id: what the queue remembers goes with local.sqlite. */
async function titles(): Promise<Record<string, string>> {
  const listed = JSON.parse((await offprint('list', '--json')).stdout);
  return Object.fromEntries(
    listed.map(({ id, title }: { id: string; title: string }) => [id, title]),
  );
}

const pdf = (sha256: string) => at('pdf', sha256.slice(0, 2), `${sha256.slice(2)}.pdf`);
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

describe('doctor on a damaged folder', () => {
  it('[CLI-3] says in words all that is wrong, and mends it without deleting what is the user’s', {
    timeout: 180_000,
  }, async () => {
    const [missing, damaged, whole] = await makeLibrary();
    expect(await doctor()).toEqual({ ok: true, findings: [] });
    const listed = await titles();

    rmSync(pdf(missing!));
    writeFileSync(pdf(damaged!), '%PDF-1.7 no longer what it was');
    put(at('pdf', '00', `${'0'.repeat(62)}.pdf`), '%PDF-1.7 whose?');
    put(at('tmp', `${'1'.repeat(40)}.part`), '%PDF-1.7 half');
    damagePage(at('local.sqlite'), 0.5);
    damagePage(at('text.sqlite'), 0.5);
    damagePage(at('backups', readdirSync(at('backups'))[0]!), 0.5);
    rmSync(at('index.sqlite'));
    put(at('exports', 'offprint-2026-11-20.zip.part'), 'half an archive');
    put(at('library.sqlite.arriving'), 'half a restore');
    put(at('core.json.99999.tmp'), '{');
    put(at('incoming', 'a'.repeat(32)), 'half an upload');
    const stale = { pid: 999_999, port: 9, token: 'gone', shell: 'browser', link: null };
    put(at('core.json'), JSON.stringify(stale));
    const keptBytes = readFileSync(at('pdf', '00', `${'0'.repeat(62)}.pdf`));

    const found = await doctor();
    expect(found.ok).toBe(false);
    expect(kindsOf(found)).toEqual([
      'backup-damaged',
      'leftover',
      'leftover',
      'leftover',
      'local-damaged',
      'partial-download',
      'pdf-damaged',
      'pdf-missing',
      'pdf-orphan',
      'text-damaged',
    ]);
    for (const { message, subject } of found.findings) {
      expect(message).toMatch(/^\S.*\.$/);
      expect(message).toContain(subject.split('/').at(-1));
    }
    expect(await titles()).toEqual(listed);

    const mended = await doctor('--repair');
    // What was damaged of local.sqlite was put aside when the program opened for the first time.
    expect(mended.findings.filter(({ repaired }) => !repaired)).toEqual([]);
    await offprint('fetch-pdf', ...Object.keys(listed).slice(0, 8));
    expect(await doctor()).toEqual({ ok: true, findings: [] });
    expect(hashOf(pdf(damaged!))).toBe(damaged);
    expect(hashOf(pdf(missing!))).toBe(missing);
    expect(hashOf(pdf(whole!))).toBe(whole);
    const aside = readdirSync(at('put-aside'));
    const orphan = aside.find((name) => name.endsWith(`${'0'.repeat(62)}.pdf`));
    expect(readFileSync(at('put-aside', orphan!))).toEqual(keptBytes);
    expect(aside.some((name) => name.endsWith('local.sqlite'))).toBe(true);
    expect(aside.some((name) => name.endsWith('-manual.sqlite'))).toBe(true);
    expect(existsSync(at('incoming', 'a'.repeat(32)))).toBe(false);
  });

  it('[CLI-3] a damaged index is made anew from the library', { timeout: 60_000 }, async () => {
    await offprint('sync', '--date', '2026-06-15');
    const listed = (await offprint('list', '--json')).stdout;
    for (const share of [0.1, 0.4, 0.8]) damagePage(at('index.sqlite'), share);
    const found = await doctor('--repair');
    expect(found.findings.every(({ kind, repaired }) => kind === 'index-damaged' && repaired)).toBe(
      true,
    );
    expect(await doctor()).toEqual({ ok: true, findings: [] });
    expect((await offprint('list', '--json')).stdout).toBe(listed);
  });

  it('[CLI-3] a damaged, truncated or missing library is told, with the way out', {
    timeout: 120_000,
  }, async () => {
    await makeLibrary();
    const path = at('library.sqlite');
    const bytes = readFileSync(path);
    const pdfs = readdirSync(at('pdf'), { recursive: true });
    const damages: (() => void)[] = [
      () => damagePage(path, 0.6),
      () => truncateSync(path, Math.floor(bytes.length / 2)),
      () => writeFileSync(path, ''),
      () => rmSync(path),
    ];
    for (const damage of damages) {
      writeFileSync(path, bytes);
      damage();
      const { ok, findings } = await doctor('--repair');
      expect(ok).toBe(false);
      expect(findings).toHaveLength(1);
      expect(findings[0]!.kind).toMatch(/^database-(damaged|missing)$/);
      expect(findings[0]!.message).toContain('“restore” brings back the newest good backup');
      // Nothing that a damaged library does not know is taken for an orphan.
      expect(readdirSync(at('pdf'), { recursive: true })).toEqual(pdfs);
    }
    expect((await offprint('restore')).code).toBe(0);
    expect(await doctor()).toEqual({ ok: true, findings: [] });
  });

  it('[CLI-3] a folder that cannot be written is told', async () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    const found = await doctor('--repair');
    expect(found).toMatchObject({ ok: false, findings: [{ kind: 'folder-unwritable' }] });
  });
});
