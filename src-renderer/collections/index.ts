export { NamingCollection } from './naming-dialog.tsx';
export { SidebarCollections } from './sidebar-collections.tsx';
