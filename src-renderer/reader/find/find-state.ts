import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the bar of "find in document" shows. */
export type FindState = {
  readonly isOpen: boolean;
  /** Grows when the bar is asked for again, so that its field takes the focus. */
  readonly asked: number;
  readonly query: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** The section that alone is looked through; null for the whole document. */
  readonly section: string | null;
  /** Hits on the pages that were looked through. */
  readonly count: number;
  /** Which of them is the current one, from 1; 0 for none. */
  readonly rank: number;
  /** Pages are still being looked through. */
  readonly isScanning: boolean;
};

/** The options that a user turns on and off. */
export type FindOption = 'matchCase' | 'wholeWord';

/** A find bar's state in the beginning. */
export const createFindState = (): StoreApi<FindState> =>
  createStore(() => ({
    isOpen: false,
    asked: 0,
    query: '',
    matchCase: false,
    wholeWord: false,
    section: null,
    count: 0,
    rank: 0,
    isScanning: false,
  }));
