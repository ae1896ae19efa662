import type { windowsTexts as english } from '../en/windows.ts';

/** Further windows of the program. */
export const windowsTexts: typeof english = {
  open: 'Neues Fenster',
  openPaper: 'In neuem Fenster öffnen',
};
