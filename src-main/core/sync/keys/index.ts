export { plain, type Sealer } from './sealer.ts';
