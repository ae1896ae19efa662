import { create } from 'zustand';

/** What can be done about what a toast says. */
export type ToastOffer = 'undo' | 'redo';

/** A sentence on what was just done; `key` tells one from the next of the same words. */
export type Toast = {
  readonly text: string;
  readonly offer: ToastOffer | null;
  readonly key: number;
};

/** The toast that is shown, or null. */
export const useToast = create<{ readonly toast: Toast | null }>(() => ({ toast: null }));

let count = 0;

/** Says in a quiet place what was just done, and offers to take it back. */
export function showToast(text: string, offer: ToastOffer | null = null): void {
  useToast.setState({ toast: { text, offer, key: ++count } });
}

/** Takes a toast away. */
export function hideToast(key: number): void {
  useToast.setState(({ toast }) => (toast?.key === key ? { toast: null } : {}));
}
