import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { undo } from '../library/index.ts';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { putOne, TEXT_NAME } from '../store/index.ts';
import { Trash } from '../trash/index.ts';
import { NoteIndex } from './note-index.ts';
import { Notes } from './notes.ts';

const PAPER = 'arxiv:2611.01234';
const FREE = '0b0e6f2e-6a6e-4b7e-9d52-3f1f0a3c9a11';
let library: TestLibrary;
let notes: Notes;

beforeEach(async () => {
  library = await openTestLibrary();
  notes = new Notes(library.mutations);
});

afterEach(() => library.close());

const base64 = (update: Uint8Array): string => Buffer.from(update).toString('base64');

function copyOf(state: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(state, 'base64'));
  return doc;
}

function typed(doc: Y.Doc, at: number, words: string): string {
  const before = Y.encodeStateVector(doc);
  doc.getText(TEXT_NAME).insert(at, words);
  return base64(Y.encodeStateAsUpdate(doc, before));
}

describe('Notes', () => {
  it('[NOTE-1] keeps what was written, after a restart too', async () => {
    const doc = new Y.Doc();
    await notes.apply('mutation-1', PAPER, typed(doc, 0, '# Compare'));
    await notes.apply('mutation-2', PAPER, typed(doc, 9, ' with the table'));
    library = await library.reopen();
    const note = await new Notes(library.mutations).get(PAPER);
    expect(note).toMatchObject({ id: `note:${PAPER}`, markdown: '# Compare with the table' });
    expect(copyOf(note.state).getText(TEXT_NAME).toString()).toBe('# Compare with the table');
  });

  it('[NOTE-3] keeps the words of two windows that edit one note at once', async () => {
    await notes.apply('mutation-1', PAPER, typed(new Y.Doc(), 0, 'middle'));
    const { state } = await notes.get(PAPER);
    const [left, right] = [copyOf(state), copyOf(state)];
    await Promise.all([
      notes.apply('mutation-2', PAPER, typed(left, 0, 'before ')),
      notes.apply('mutation-3', PAPER, typed(right, 6, ' after')),
    ]);
    expect((await notes.get(PAPER)).markdown).toBe('before middle after');
  });

  it('[NOTE-3] refuses what is no edit, and keeps the note', async () => {
    await notes.apply('mutation-1', PAPER, typed(new Y.Doc(), 0, 'mine'));
    const refused = await notes.apply('mutation-2', PAPER, base64(Buffer.from('junk')));
    expect(refused).toEqual({ ok: false, reason: 'bad-update' });
    expect((await notes.get(PAPER)).markdown).toBe('mine');
  });

  it('[MARK-4] marks the paper as noted before the edit is acknowledged', async () => {
    await notes.apply('mutation-1', PAPER, typed(new Y.Doc(), 0, 'x'));
    const row = library.mutations.context.readModel.connection.get<{ has_note: number }>(
      'SELECT has_note FROM papers WHERE id = ?',
      PAPER,
    );
    expect(row?.has_note).toBe(1);
  });
});

let writes = 0;
/** Writes at the end of a note. */
async function write(key: string, words: string): Promise<void> {
  const doc = copyOf((await notes.get(key)).state);
  await notes.apply(`write-${++writes}`, key, typed(doc, doc.getText(TEXT_NAME).length, words));
}

/** Gives papers a title, as upstream does. */
const describePaper = (id: string, title: string): Promise<void> =>
  putOne(library.mutations.context.store.collections.papers, { id, facts: { id, title } });

describe('free notes', () => {
  it('[NOTE-1] keeps a note that belongs to no paper, after a restart too', async () => {
    expect(await notes.get(FREE)).toMatchObject({ id: FREE, paperId: null, markdown: '' });
    await write(FREE, '# Plan\n\nread *more*');
    library = await library.reopen();
    const again = await new Notes(library.mutations).get(FREE);
    expect(again).toMatchObject({ markdown: '# Plan\n\nread *more*', deleted: false });
    expect(library.views.counts(1)).toMatchObject({ notes: 0, freeNotes: 1 });
  });

  it('[NOTE-1] lists free notes and papers\u2019, what was changed last first', async () => {
    const index = new NoteIndex(library.mutations);
    await describePaper(PAPER, 'Étude of Features');
    await write(PAPER, 'about it');
    await write(FREE, '# **Plan**\n- read more');
    expect(index.list('', 10)).toMatchObject({
      total: 2,
      notes: [
        { key: FREE, paperId: null, paperTitle: null, title: 'Plan', excerpt: 'read more' },
        { key: PAPER, paperId: PAPER, paperTitle: 'Étude of Features', title: 'about it' },
      ],
    });
    await write(PAPER, ' all');
    expect(index.list('', 1)).toMatchObject({ total: 2, notes: [{ key: PAPER }] });
    expect(index.list('MORE plan', 10)).toMatchObject({ total: 1, notes: [{ key: FREE }] });
    expect(index.list('etude about', 10)).toMatchObject({ total: 1, notes: [{ key: PAPER }] });
    expect(index.list('100%', 10).total).toBe(0);
  });

  it('[LIB-7] puts a free note into the trash, and back by undo, by the trash, or by an edit', async () => {
    const { mutations } = library;
    const trash = new Trash({ mutations, now: Date.now, discardPdfs: async () => undefined });
    const index = new NoteIndex(mutations);
    const listed = () => index.list('', 10).total;
    await write(FREE, '# Plan\nand so on');
    await notes.remove('remove-1', FREE);
    expect([listed(), library.views.counts(1).freeNotes]).toEqual([0, 0]);
    expect((await trash.list()).items).toMatchObject([
      { kind: 'note', id: FREE, paperId: null, title: 'Plan' },
    ]);
    await undo(mutations, 'undo-1', ['remove-1']);
    expect([listed(), (await trash.list()).total]).toEqual([1, 0]);
    await notes.remove('remove-2', FREE);
    await trash.restore('restore-1', [{ kind: 'note', id: FREE }]);
    expect((await notes.get(FREE)).deleted).toBe(false);
    await notes.remove('remove-3', FREE);
    await write(FREE, '!');
    expect(await notes.get(FREE)).toMatchObject({ deleted: false, markdown: '# Plan\nand so on!' });
    await notes.remove('remove-4', FREE);
    await trash.empty('empty-1', []);
    expect([listed(), (await trash.list()).total]).toEqual([0, 0]);
  });

  it('[LIB-7] leaves the note of a paper where it is, and says nothing of one that is not there', async () => {
    await write(PAPER, 'mine');
    const { revision } = library.mutations.context.events;
    expect(await notes.remove('remove-5', PAPER)).toBe(revision);
    expect(await notes.remove('remove-6', FREE)).toBe(revision);
    expect((await notes.get(PAPER)).deleted).toBe(false);
  });
});

describe('links between notes', () => {
  const OTHER = 'arxiv:2611.05678';

  it('[NOTE-2] tells which notes link to a paper or a note, with their lines', async () => {
    const index = new NoteIndex(library.mutations);
    await describePaper(OTHER, 'Other');
    await write(PAPER, `# Mine\n\nas **in** [[${OTHER}|Other]] and [[note:${FREE}|Plan]]`);
    await write(FREE, `Plan\n[[${OTHER}]] and \`[[${PAPER}]]\``);
    expect(index.linkedFrom(OTHER)).toMatchObject([
      { key: FREE, title: 'Plan', line: `${OTHER} and ${PAPER}` },
      { key: PAPER, title: 'Mine', line: 'as in Other and Plan' },
    ]);
    expect(index.linkedFrom(FREE)).toMatchObject([{ key: PAPER }]);
    expect(index.linkedFrom(PAPER)).toEqual([]);
    await notes.remove('remove-7', FREE);
    expect(index.linkedFrom(OTHER)).toMatchObject([{ key: PAPER }]);
  });

  it('[NOTE-2] follows links to a paper under the ids that it went by', async () => {
    const index = new NoteIndex(library.mutations);
    await write(FREE, '[[title:abc|Other]] [[note:title:abc]]');
    await describePaper(OTHER, 'Other');
    const { aliases } = library.mutations.context.store.collections;
    await putOne(aliases, { id: 'title:abc', target: OTHER });
    await library.mutations.follower.follow();
    expect(index.linkedFrom(OTHER)).toHaveLength(2);
    expect(index.targets(['title:abc', OTHER, `note:${FREE}`, 'note:none', 'arxiv:0'])).toEqual([
      { target: 'title:abc', title: 'Other' },
      { target: OTHER, title: 'Other' },
      { target: `note:${FREE}`, title: 'Other note:title:abc' },
      { target: 'note:none', title: null },
      { target: 'arxiv:0', title: null },
    ]);
  });
});
