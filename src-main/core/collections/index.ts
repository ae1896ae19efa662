export { Collections } from './collections.ts';
