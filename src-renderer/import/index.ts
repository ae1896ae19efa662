export { ImportArea } from './import-area.tsx';
export { ImportStatus } from './import-status.tsx';
