import { applyUpdate, Doc, encodeStateAsUpdate, type Text, UndoManager } from 'yjs';
import { fromBase64, toBase64 } from '../client/base64.ts';
import { UpdateQueue } from './update-queue.ts';

/** Name of the Yjs text that holds the Markdown, the same in the core. */
const TEXT_NAME = 'markdown';

/** Origin of edits that came from the core. */
const FROM_CORE = Symbol('from the core');

/**
 * Sends a Yjs update (base64) of a paper's note; resolves at the core's answer. `complete` false:
 * the core lacks edits that the update builds on.
 */
export type ApplyNote = (update: string) => Promise<{
  readonly ok: boolean;
  readonly complete?: boolean;
}>;

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
    this.#queue = new UpdateQueue((update) => this.#deliver(send, update));
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

  /** A core whose library was restored is given the whole note, which only this window has. */
  async #deliver(send: ApplyNote, update: Uint8Array): Promise<void> {
    const { complete } = await send(toBase64(update));
    if (complete === false) await send(toBase64(encodeStateAsUpdate(this.#doc)));
  }

  /** Journals what is held back, now. */
  flush(): void {
    this.#queue.flush();
  }
}
