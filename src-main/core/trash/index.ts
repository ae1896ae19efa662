export { Trash, type TrashOptions } from './trash.ts';
