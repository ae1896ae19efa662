import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineView, OpenFailure } from './engine/index.ts';
import type { Carried } from './marks/carried.ts';

/** What the reader's controls show. Never a copy of the library. */
export type ReaderState = {
  readonly status: 'opening' | 'open' | 'failed';
  readonly failure: OpenFailure | null;
  readonly view: EngineView | null;
  /** Words are selected and the pointer is at rest. */
  readonly selection: 'none' | 'selecting' | 'settled';
  readonly caretMode: boolean;
  readonly selectedMark: string | null;
  /** The mark whose comment is to be written now. */
  readonly commenting: string | null;
  /** The mark whose tags are being chosen. */
  readonly tagging: string | null;
  /** Page (from 0) on which each mark lies in the open file; null where it is not found. */
  readonly markPages: ReadonlyMap<string, number | null>;
  /** What is known here of marks that were made on another version. */
  readonly carried: ReadonlyMap<string, Carried>;
  /** What a screen reader is told; `turn` tells equal messages apart. */
  readonly spoken: { readonly text: string; readonly turn: number };
  readonly sideTab: 'highlights' | 'note' | 'outline' | 'pages';
};

const INITIAL: ReaderState = {
  status: 'opening',
  failure: null,
  view: null,
  selection: 'none',
  caretMode: false,
  selectedMark: null,
  commenting: null,
  tagging: null,
  markPages: new Map(),
  carried: new Map(),
  spoken: { text: '', turn: 0 },
  sideTab: 'highlights',
};

export type ReaderStore = StoreApi<ReaderState>;

const stores = new Map<string, ReaderStore>();

/** The state of a paper's reader, which the status bar reads too. */
export function readerStore(paperId: string): ReaderStore {
  let store = stores.get(paperId);
  if (!store) {
    store = createStore(() => INITIAL);
    stores.set(paperId, store);
  }
  return store;
}

/** Sets a reader back to its beginning, for a document that is opened anew. */
export function resetReader(store: ReaderStore): void {
  store.setState(({ sideTab }) => ({ ...INITIAL, sideTab }));
}
