export { SyncSection } from './sync-section.tsx';
