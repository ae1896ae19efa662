export { CiteDialog } from './cite-dialog.tsx';
export { Select } from './select.tsx';
export { stylesQuery } from './style-queries.ts';
