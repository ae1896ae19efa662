/** Further windows of the program. */
export const windowsTexts = {
  open: 'New window',
  openPaper: 'Open in a new window',
};
