export { chooseNearExact, similarity } from './near-exact.ts';
export { isBySame } from './same-author.ts';
export { chooseSame, isSamePaper, type Told } from './same-paper.ts';
export { TitleJournal } from './title-journal.ts';
export {
  type Ask,
  type TitleLibrary,
  TitleResolver,
  type TitleResolverOptions,
  type TitlesReport,
} from './title-resolver.ts';
