export { isIntact, ReadModel, type ReadModelSource } from './read-model.ts';
export type { ListedFacts } from './rows.ts';
export { Views } from './views.ts';
