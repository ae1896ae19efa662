export { ImportArea } from './import-area.tsx';
