export { SidebarSearches } from './sidebar-searches.tsx';
export { askToSave } from './subject.ts';
