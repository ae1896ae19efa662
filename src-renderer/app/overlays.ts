import { create } from 'zustand';

/** Which dialog is open. */
export type Overlay = 'none' | 'palette' | 'help';

/** The dialog over the window; one at a time. */
export const useOverlay = create<{ readonly open: Overlay }>(() => ({ open: 'none' }));

/** Opens a dialog, or with `none` closes it. */
export const showOverlay = (open: Overlay): void => useOverlay.setState({ open });
