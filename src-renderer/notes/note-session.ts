import { applyUpdate, Doc, type Text, UndoManager } from 'yjs';
import { fromBase64, toBase64 } from './base64.ts';
import { UpdateQueue } from './update-queue.ts';

/** Name of the Yjs text that holds the Markdown, the same in the core. */
const TEXT_NAME = 'markdown';

/** Origin of edits that came from the core. */
const FROM_CORE = Symbol('from the core');

/** Sends a Yjs update (base64) of a paper's note; resolves at the core's answer. */
export type ApplyNote = (update: string) => Promise<unknown>;

/**
 * A note as it is edited in this window. What others wrote is merged in, never written over; Yjs
 * takes a random client id for each.
 */
export class NoteSession {
  readonly text: Text;
  readonly undo: UndoManager;
  readonly #doc = new Doc();
  readonly #queue: UpdateQueue;

  constructor(send: ApplyNote) {
    this.text = this.#doc.getText(TEXT_NAME);
    this.undo = new UndoManager(this.text, { captureTimeout: 500 });
    this.#queue = new UpdateQueue((update) => send(toBase64(update)));
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_CORE) this.#queue.push(update);
    });
  }

  /** Merges a state of the note (base64) that the core told. */
  receive(state: string): void {
    applyUpdate(this.#doc, fromBase64(state), FROM_CORE);
  }

  /** Whether the core has answered to every edit. */
  get isSettled(): boolean {
    return this.#queue.isEmpty;
  }

  /** Journals what is held back, now. */
  flush(): void {
    this.#queue.flush();
  }
}
