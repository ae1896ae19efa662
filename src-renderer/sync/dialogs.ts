import { create } from 'zustand';

/** A dialog of the section on machines. */
export type SyncDialog = 'passphrase' | 'recovery' | 'disconnect';

/** Which of them is open; a zustand store and hook. */
export const useSyncDialog = create<{ readonly open: SyncDialog | null }>(() => ({ open: null }));

/** Opens a dialog; it is shown once the section is. */
export function openSyncDialog(open: SyncDialog): void {
  useSyncDialog.setState({ open });
}

/** Closes whichever is open. */
export function closeSyncDialog(): void {
  useSyncDialog.setState({ open: null });
}
