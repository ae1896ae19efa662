import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { fromBase64, toBase64 } from '../client/base64.ts';
import { NoteSession } from './note-session.ts';
import { previewLines } from './preview-lines.ts';
import { UpdateQueue } from './update-queue.ts';

/** A core that merges what it is sent, and answers when told to. */
function slowCore() {
  const doc = new Y.Doc();
  const answers: (() => void)[] = [];
  let sent = 0;
  const send = (update: string): Promise<{ ok: boolean }> => {
    sent++;
    Y.applyUpdate(doc, fromBase64(update));
    return new Promise((resolve) => answers.push(() => resolve({ ok: true })));
  };
  const answer = async () => {
    answers.shift()?.();
    for (let i = 0; i < 4; i++) await Promise.resolve();
  };
  const state = () => toBase64(Y.encodeStateAsUpdate(doc));
  const markdown = () => doc.getText('markdown').toString();
  return { doc, send, answer, state, markdown, sent: () => sent, waiting: () => answers.length };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('note', () => {
  it('[NOTE-1] sends the first edit at once and merges what is typed while it is on its way', async () => {
    const core = slowCore();
    const note = new NoteSession(core.send);
    for (const character of 'features that survive') note.text.insert(note.text.length, character);
    expect(core.sent()).toBe(1);
    expect(note.isSettled).toBe(false);
    await core.answer();
    expect(core.sent()).toBe(2);
    expect(core.markdown()).toBe('features that survive');
    await core.answer();
    expect(note.isSettled).toBe(true);
  });

  it('[MARK-4] holds an edit back only for a moment when the core does not answer', () => {
    const core = slowCore();
    const note = new NoteSession(core.send);
    note.text.insert(0, 'a');
    note.text.insert(1, 'b');
    vi.advanceTimersByTime(1_000);
    expect(core.markdown()).toBe('ab');
    expect(core.sent()).toBe(2);
  });

  it('[NOTE-3] gives the whole note to a core that lost what an edit builds on', async () => {
    let core = new Y.Doc();
    const send = async (update: string) => {
      Y.applyUpdate(core, fromBase64(update));
      return { ok: true, complete: core.store.pendingStructs === null };
    };
    const note = new NoteSession(send);
    note.text.insert(0, 'before ');
    await vi.runAllTimersAsync();
    core = new Y.Doc();
    note.text.insert(7, 'after');
    await vi.runAllTimersAsync();
    expect(core.getText('markdown').toString()).toBe('before after');
    expect(note.isSettled).toBe(true);
  });

  it('[MARK-4] hands everything over when the window is about to go', () => {
    const core = slowCore();
    const note = new NoteSession(core.send);
    note.text.insert(0, 'a');
    note.text.insert(1, 'b');
    note.flush();
    expect(core.markdown()).toBe('ab');
  });

  it('[NOTE-3] merges what another window wrote and sends it back to nobody', async () => {
    const core = slowCore();
    const other = new Y.Doc();
    other.getText('markdown').insert(0, 'theirs ');
    const note = new NoteSession(core.send);
    note.text.insert(0, 'mine');
    note.receive(toBase64(Y.encodeStateAsUpdate(other)));
    expect(core.sent()).toBe(1);
    expect(note.text.toString()).toContain('mine');
    expect(note.text.toString()).toContain('theirs ');
    await core.answer();
    expect(core.sent()).toBe(1);
  });

  it('[NOTE-3] two windows that type at random end with the same words, none lost', async () => {
    const act = fc.record({
      who: fc.integer({ min: 0, max: 1 }),
      what: fc.constantFrom('type', 'type', 'answer', 'hear'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    let typed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 50 }), async (acts) => {
        const core = slowCore();
        const windows = [new NoteSession(core.send), new NoteSession(core.send)];
        const words: string[] = [];
        for (const { who, what, at } of acts) {
          const note = windows[who]!;
          if (what === 'type') {
            words.push(`w${words.length}.`);
            note.text.insert(Math.floor(at * note.text.length), '');
            note.text.insert(note.text.length, words.at(-1)!);
            typed++;
          } else if (what === 'answer') await core.answer();
          else note.receive(core.state());
        }
        while (core.waiting() > 0) await core.answer();
        for (const note of windows) {
          expect(note.isSettled).toBe(true);
          note.receive(core.state());
          expect(note.text.toString()).toBe(core.markdown());
        }
        for (const word of words) expect(core.markdown()).toContain(word);
      }),
      { seed: 9, numRuns: 60 },
    );
    expect(typed).toBeGreaterThan(300);
  });

  it('[NOTE-1] undoes what was typed here and leaves what came from elsewhere', () => {
    const core = slowCore();
    const other = new Y.Doc();
    other.getText('markdown').insert(0, 'theirs');
    const note = new NoteSession(core.send);
    note.text.insert(0, 'mine');
    note.receive(toBase64(Y.encodeStateAsUpdate(other)));
    note.undo.undo();
    expect(note.text.toString()).toBe('theirs');
    note.flush();
    expect(core.markdown()).toBe('');
  });

  it('[NOTE-1] goes on after a failure to send', async () => {
    const calls: Uint8Array[] = [];
    const queue = new UpdateQueue(async (update) => calls.push(update));
    queue.push(Uint8Array.of(1));
    for (let i = 0; i < 4; i++) await Promise.resolve();
    queue.push(Uint8Array.of(2));
    expect(calls).toHaveLength(2);
  });

  it('[NOTE-1] carries bytes of any length as base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
      { seed: 10, numRuns: 50 },
    );
    const large = new Uint8Array(200_000).fill(7);
    expect(fromBase64(toBase64(large))).toEqual(large);
  });
});

describe('note preview', () => {
  it('[NOTE-1] shows the first lines as text', () => {
    const markdown =
      '# Compare\n\nwith **the** [table](https://x)\n- [ ] does `this` hold?\n> so\nfive';
    expect(previewLines(markdown)).toEqual(['Compare', 'with the table', 'does this hold?', 'so']);
  });

  it('[SAFE-3] leaves HTML as the characters that it is', () => {
    expect(previewLines('<img src=x onerror=alert(1)>')).toEqual(['<img src=x onerror=alert(1)>']);
  });
});
