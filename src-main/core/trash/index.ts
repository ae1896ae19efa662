export { keepEmptying } from './keep-emptying.ts';
export { Trash, type TrashOptions } from './trash.ts';
