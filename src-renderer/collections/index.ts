export { SidebarCollections } from './sidebar-collections.tsx';
