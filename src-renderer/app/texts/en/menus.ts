import { formatNumber } from '../format.ts';

/** The application menu and the context menus. */
export const menuTexts = {
  open: 'Menu',
  names: {
    file: 'File',
    edit: 'Edit',
    view: 'View',
    go: 'Go',
    paper: 'Paper',
    help: 'Help',
  },
  sort: 'Sort',
  filter: 'Filter',
  theme: 'Theme',
  status: 'Status',
  settings: 'Settings',
  machines: 'Machines in step',
  /** What the system does by itself. */
  labels: {
    newWindow: 'New window',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    reload: 'Reload',
    developerTools: 'Developer tools',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise',
    close: 'Close window',
    quit: 'Quit',
  },
  of: {
    paper: 'Acts on the paper',
    papers: (count: number) => `Acts on ${formatNumber(count)} papers`,
    collection: (name: string) => `Acts on the collection ${name}`,
    search: (name: string) => `Acts on the saved search ${name}`,
    section: (name: string) => `Acts on ${name}`,
    tab: (title: string) => `Acts on the tab ${title}`,
    highlight: 'Acts on the highlight',
  },
};
