import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { highlightOf, openTestCore } from '../../test-core.ts';
import { marksOf, standardMarkdown } from './standard-markdown.ts';

const MARK = '7b0f3c1e-6a55-4f6e-9b1d-0c9f4f1f2a10';
const GONE = '11111111-6a55-4f6e-9b1d-0c9f4f1f2a10';
const FREE = '22222222-6a55-4f6e-9b1d-0c9f4f1f2a10';

describe('standard Markdown', () => {
  const places = {
    mark: (id: string) => (id === MARK ? 'https://x/a.pdf#page=3' : null),
    target: (target: string) => ({
      url: target === 'arxiv:1' ? 'https://x/1' : null,
      title: target === 'arxiv:1' ? 'One [a]' : target,
    }),
  };
  const standard = (markdown: string) => standardMarkdown(markdown, places);

  it('[NOTE-4] makes links of the web of what only this program follows, or plain words', () => {
    expect(standard(`> so\n> — [p. 3](offprint:mark/${MARK})`)).toBe(
      '> so\n> — [p. 3](https://x/a.pdf#page=3)',
    );
    expect(standard(`> — [p. 4](offprint:mark/${GONE}), [a](b)`)).toBe('> — p. 4, [a](b)');
    expect(standard('[[arxiv:1]], [[arxiv:1|it]] and [[note:x|mine]]')).toBe(
      '[One \\[a\\]](https://x/1), [it](https://x/1) and mine',
    );
  });

  it('[NOTE-4] leaves code as it is', () => {
    const code = `\`[p. 3](offprint:mark/${MARK})\`\n\n\`\`\`\n[[arxiv:1]]\n[p](offprint:mark/${MARK})\n\`\`\``;
    expect(standard(code)).toBe(code);
    expect(marksOf(code)).toEqual([]);
    expect(marksOf(`[p](offprint:mark/${MARK}) [q](offprint:mark/${MARK})`)).toEqual([MARK]);
  });
});

describe('export of a note', () => {
  let folder: string;
  let opened: Awaited<ReturnType<typeof openTestCore>>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'offprint-note-export-'));
    opened = await openTestCore(folder);
  });

  afterEach(async () => {
    await opened.core.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function write(key: string, markdown: string): Promise<void> {
    const doc = new Doc();
    doc.getText('markdown').insert(0, markdown);
    const update = Buffer.from(encodeStateAsUpdate(doc)).toString('base64');
    await opened.client.notes.apply({ mutationId: randomUUID(), key, update });
  }

  async function importPaper(): Promise<string> {
    const bibtex =
      '@article{k, title={World {Simulators}}, author={Lovelace, Ada}, year={2026}, eprint={2611.02525}, archivePrefix={arXiv}}';
    const { exchange } = opened.client;
    const begun = await exchange.begin({ name: 'a.bib', bytes: bibtex.length });
    if (!begun.ok) throw new Error(begun.reason);
    const data = Buffer.from(bibtex).toString('base64');
    await exchange.append({ id: begun.id, offset: 0, data });
    return (await exchange.import({ id: begun.id })).ids[0]!;
  }

  it('[NOTE-4] has heading, pages, formatted reference and BibTeX', async () => {
    const id = await importPaper();
    const annotation = { ...highlightOf(MARK, id), version: 2 };
    await opened.client.annotations.create({ mutationId: randomUUID(), annotation });
    await write(id, `> so\n> — [p. 1](offprint:mark/${MARK})\n`);
    const made = await opened.client.notes.export({ key: id });
    if (!made.ok) throw new Error(made.reason);
    expect(made.name).toBe('world-simulators-note.md');
    expect(made.markdown).toMatch(
      /^# World Simulators\n\n> so\n> — \[p\. 1\]\(https:\/\/arxiv\.org\/pdf\/2611\.02525v2#page=1\)\n\n---\n\nLovelace, A\. .*\n\n```bibtex\n@/,
    );
    expect(made.markdown).toMatch(/\n}\n```\n$/);
  });

  it('[NOTE-4] keeps the heading that a note has, and exports a free note without a reference', async () => {
    const id = await importPaper();
    await write(id, '# Mine\n\nwords');
    expect(await opened.client.notes.export({ key: id })).toMatchObject({
      ok: true,
      markdown: expect.stringMatching(/^# Mine\n\nwords\n\n---\n/),
    });
    await write(FREE, `# An idea / of mine\n\n[[${id}]]`);
    const title = (await opened.client.papers.get({ id })).paper!.title;
    expect(await opened.client.notes.export({ key: FREE })).toEqual({
      ok: true,
      name: 'an-idea-of-mine-note.md',
      markdown: `# An idea / of mine\n\n[${title}](https://arxiv.org/abs/2611.02525)\n`,
    });
  });

  it('[NOTE-4] says when there is nothing to export', async () => {
    const unknown = await opened.client.notes.export({ key: 'arxiv:9999.99999' });
    expect(unknown).toEqual({ ok: false, reason: 'unknown-paper' });
    const id = await importPaper();
    await write(id, ' \n');
    expect(await opened.client.notes.export({ key: id })).toEqual({ ok: false, reason: 'empty' });
  });
});
