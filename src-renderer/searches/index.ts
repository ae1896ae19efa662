export { NamingSearch } from './naming-dialog.tsx';
export { SidebarSearches } from './sidebar-searches.tsx';
export { askToSave } from './subject.ts';
