import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openTestLibrary, type TestLibrary } from '../library/test-library.ts';
import { TEXT_NAME } from '../store/index.ts';
import { Notes } from './notes.ts';

const PAPER = 'arxiv:2611.01234';
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
