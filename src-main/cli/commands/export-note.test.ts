import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { openSession } from '../open-session.ts';
import type { Session } from '../session.ts';
import { runTest } from '../test-core.ts';

const NOWHERE = 'http://127.0.0.1:9';

let folder = '';
let session: Session;
let id = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offprint-export-note-'));
  const options = {
    dataDir: join(folder, 'data'),
    origins: { huggingFace: NOWHERE, arxiv: NOWHERE, arxivPdf: NOWHERE },
    ...{ originFlags: [], json: false, debug: false },
  };
  const opened = await openSession(options, { version: '0.1.0', patience: 0 });
  if (!opened.ok) throw new Error(opened.reason);
  session = opened.session;
  const { exchange, notes } = session.client;
  const bibtex = Buffer.from('@article{k, title={Pan/Zoom}, author={Lovelace, Ada}, year={2026}}');
  const begun = await exchange.begin({ name: 'a.bib', bytes: bibtex.length });
  if (!begun.ok) throw new Error(begun.reason);
  await exchange.append({ id: begun.id, offset: 0, data: bibtex.toString('base64') });
  id = (await exchange.import({ id: begun.id })).ids[0]!;
  const doc = new Doc();
  doc.getText('markdown').insert(0, 'Mine.');
  const update = Buffer.from(encodeStateAsUpdate(doc)).toString('base64');
  await notes.apply({ mutationId: randomUUID(), key: id, update });
});

afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true, force: true });
});

function offprint(...args: string[]) {
  const kept = { ...session, close: async () => undefined };
  return runTest(['export-note', ...args], { opened: { ok: true, session: kept } });
}

test('[NOTE-4] export-note writes a note with its reference to stdout', async () => {
  const ran = await offprint(id);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/^# Pan\/Zoom\n\nMine\.\n\n---\n\nLovelace, A\. .*\n\n```bibtex\n@/);
});

test('[NOTE-4] export-note writes a file, or into a folder, and leaves nothing half there', async () => {
  const file = join(folder, 'x.md');
  const ran = await offprint(id, '--out', file, '--json');
  const text = await readFile(file, 'utf8');
  expect(JSON.parse(ran.stdout)).toEqual({ path: file, bytes: Buffer.byteLength(text) });
  expect((await offprint(id, '--output', folder)).stdout).toBe(
    `Wrote ${join(folder, 'pan-zoom-note.md')}.\n`,
  );
  expect((await readdir(folder)).sort()).toEqual(['data', 'pan-zoom-note.md', 'x.md']);
  const nowhere = await offprint(id, '--out', join(folder, 'no', 'x.md'));
  expect(nowhere.code).toBe(1);
  expect(nowhere.stderr).toContain('(ENOENT)');
});
