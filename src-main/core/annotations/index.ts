export { Annotations, type UpdateResult } from './annotations.ts';
