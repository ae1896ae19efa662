import * as Y from 'yjs';

/** The name of the shared text inside a note's Yjs document; it is stored, so it never changes. */
export const TEXT_NAME = 'markdown';

/** The state of an empty text, base64. */
export const EMPTY_TEXT = encode(Y.encodeStateAsUpdate(new Y.Doc()));

function encode(update: Uint8Array): string {
  return Buffer.from(update).toString('base64');
}

function decode(state: string): Uint8Array {
  return new Uint8Array(Buffer.from(state, 'base64'));
}

/**
 * A text's state and the Markdown that it says. Not `complete`: it holds edits that build on others
 * which are not here (a library that was restored is older than a window that stayed open); they are
 * kept in the state and show in the Markdown once the others come.
 */
export type MergedText = {
  readonly state: string;
  readonly markdown: string;
  readonly complete: boolean;
};

/** Two states of one text (base64), merged: commutative, associative, idempotent in what it says. */
export function mergeTextStates(a: string, b: string): string {
  return a === b ? a : readDoc(a, b).state;
}

/** Applies an update (base64) to a state (base64). Undefined where the update is no Yjs update. */
export function applyTextUpdate(state: string | undefined, update: string): MergedText | undefined {
  try {
    return readDoc(state ?? EMPTY_TEXT, update);
  } catch {
    return undefined;
  }
}

/** The update (base64) that puts a text at the end of a state (base64). */
export function appendedText(state: string, text: string): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, decode(state));
  const before = Y.encodeStateVector(doc);
  const shared = doc.getText(TEXT_NAME);
  shared.insert(shared.length, text);
  const update = encode(Y.encodeStateAsUpdate(doc, before));
  doc.destroy();
  return update;
}

/** The Markdown that a state (base64) says. */
export function markdownOf(state: string): string {
  return readDoc(state).markdown;
}

function readDoc(...updates: readonly string[]): MergedText {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, decode(update));
  const markdown = doc.getText(TEXT_NAME).toString();
  const complete = doc.store.pendingStructs === null && doc.store.pendingDs === null;
  const state = encode(Y.encodeStateAsUpdate(doc));
  doc.destroy();
  return { state, markdown, complete };
}
