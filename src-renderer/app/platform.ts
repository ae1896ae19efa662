/** Whether this is a Mac, where Cmd stands for Ctrl. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
